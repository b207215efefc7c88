// A client whose spans OpenTelemetry makes: it names the span of each event in its last argument, and that of its connection in auth.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { context, propagation, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { io } from "socket.io-client";

const { PARLEY_A: A, PARLEY_B: B, OTLP } = process.env;
const exporter = new OTLPTraceExporter({ url: `${OTLP}/v1/traces` });
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const sockets = [];

before(() => {
  assert.ok(A && B && OTLP, "PARLEY_A, PARLEY_B, OTLP");
  provider.register();
});
after(async () => {
  sockets.forEach((socket) => socket.disconnect());
  await provider.shutdown();
});

/** What others need to link their spans to the present one. */
function carrier() {
  const fields = {};
  propagation.inject(context.active(), fields);
  return fields;
}

async function inSpan(name, action) {
  return trace.getTracer("client").startActiveSpan(name, async (span) => {
    try {
      return await action(span.spanContext().traceId);
    } finally {
      span.end();
    }
  });
}

async function connected(server, auth) {
  const socket = io(`${server}/traced`, { transports: ["websocket"], forceNew: true, auth });
  sockets.push(socket);
  await new Promise((resolve, reject) => socket.on("connect", resolve).on("connect_error", reject));
  return socket;
}

test("handlers run within the span of the client's event", async () => {
  const listener = await connected(B, {});
  const heard = [];
  listener.on("said", (text) => heard.push(text));
  const client = await inSpan("page", () => connected(A, carrier()));
  for (const event of ["say", "say-at-once"]) {
    await inSpan(`client ${event}`, async (traceId) => {
      assert.equal(await client.timeout(10_000).emitWithAck(event, "a secret", carrier()), traceId);
    });
  }
  const deadline = Date.now() + 10_000;
  while (heard.length < 2 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.deepEqual(heard, ["a secret", "a secret"]);
});
