package dev.parley.events.call;

import dev.parley.api.NonBlocking;
import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import dev.parley.chat.TestChat;
import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineServer;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.TestEngine;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.TransportName;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.tracing.opentelemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an event costs between the transport that hands it over and the frame that leaves, on one thread and without a
 * network: the chat's {@code ping}, and own events beside it. {@code mvn -Pbench test-compile}, then {@code java -cp …
 * dev.parley.events.call.EventCost}, with {@code target/test-classes}, {@code target/classes} and the dependencies.
 */
public final class EventCost {

    private static final int ROUNDS = 9;
    private static final int EVENTS = 300_000;

    public record Order(String book, int amount) {}

    public record Receipt(String book, int amount, String trader) {}

    @SocketNamespace("/")
    public static class Desk {

        @OnEvent("place")
        @NonBlocking
        public Receipt place(Order order) {
            return new Receipt(order.book(), order.amount(), "ada");
        }

        @OnEvent("touch")
        @NonBlocking
        public void touch() {}

        @OnEvent("patient")
        public Receipt patient(Order order) {
            return place(order);
        }
    }

    /** Makes the frame of each packet, as a server does, and forgets it. */
    private static final class FrameTransport implements Transport {

        private OutboundQueue queue;
        private TransportListener listener;
        private long bytes;

        @Override
        public TransportName name() {
            return TransportName.WEBSOCKET;
        }

        @Override
        public void attach(OutboundQueue to, TransportListener from) {
            queue = to;
            listener = from;
        }

        @Override
        public void flush() {
            for (EnginePacket packet : queue.pollAll()) {
                bytes += packet.webSocketFrame().length;
            }
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void finish(CloseReason reason, EnginePacket farewell) {
            listener.onClosed(reason);
        }

        @Override
        public void terminate(CloseReason reason) {}
    }

    private EventCost() {}

    public static void main(String[] args) {
        String order = "[\"%s\",{\"book\":\"tea\",\"amount\":10}]";
        EngineServer chat = new TestChat().withMaxEvents(Integer.MAX_VALUE).engine();
        EngineServer own =
                new TestEvents(new Desk()).withMaxEvents(Integer.MAX_VALUE).engine();
        TestEvents traced = new TestEvents(new Desk()).withMaxEvents(Integer.MAX_VALUE);
        traced.namespace().trace(Telemetry.of(sdk()).tracing(), false);
        EngineServer spans = traced.engine();
        Map<String, Runnable> loads = new LinkedHashMap<>();
        loads.put("ping of the chat", () -> run(chat, "[\"ping\"]"));
        loads.put("own, nothing in or out", () -> run(own, "[\"touch\"]"));
        loads.put("own, record in and out", () -> run(own, String.format(order, "place")));
        loads.put("the same by the turn", () -> run(own, String.format(order, "patient")));
        loads.put("record, with a span", () -> run(spans, String.format(order, "place")));
        Map<String, long[]> nanos = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Runnable> load : loads.entrySet()) {
                long begin = cpu();
                load.getValue().run();
                long taken = cpu() - begin;
                nanos.computeIfAbsent(load.getKey(), name -> new long[ROUNDS])[round] = taken / EVENTS;
            }
        }
        long ping = median(nanos.get("ping of the chat"));
        nanos.forEach((name, all) -> System.out.printf(
                "%-24s %5d ns, %.2f × ping; all: %s%n",
                name, median(all), 1.0 * median(all) / ping, Arrays.toString(all)));
    }

    /** Makes spans as in operation, and drops them where they would be exported. */
    private static OpenTelemetry sdk() {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(SpanExporter.composite())
                                .build())
                        .build())
                .build();
    }

    /** The CPU time of this thread, which another load on the machine disturbs least. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long median(long[] all) {
        // The first third is for the compiler.
        long[] warm = Arrays.copyOfRange(all, ROUNDS / 3, ROUNDS);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static void run(EngineServer server, String event) {
        FrameTransport transport = new FrameTransport();
        server.open(TestEngine.handshake(), transport);
        transport.listener.onPacket(
                EnginePacket.message("0{\"user\":\"ada\",\"roles\":\"\",\"expiresAt\":\"2100-01-01T00:00:00Z\"}"));
        long before = transport.bytes;
        for (int i = 0; i < EVENTS; i++) {
            transport.listener.onPacket(EnginePacket.message("2" + i + event));
        }
        if (transport.bytes - before < 10L * EVENTS) {
            throw new IllegalStateException("not every event was acknowledged");
        }
        transport.listener.onClosed(CloseReason.TRANSPORT_CLOSE);
    }
}
