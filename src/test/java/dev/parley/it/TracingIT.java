package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.it.own.TracedDesk;
import dev.parley.it.server.AppServer;
import dev.parley.it.server.FreePort;
import dev.parley.it.server.TestFork;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisWire;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two nodes on a real Redis with the server's MicroProfile Telemetry, stock clients whose spans are made by OpenTelemetry for
 * JavaScript ({@code src/test/node/tracing}), and a receiver of OTLP that sees the spans of all three.
 */
class TracingIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** What a wire carries is no matter of the server: one is enough for the second. */
    private static List<RedisWire> wires() {
        return AppServer.chosen().name().equals("payara-micro")
                ? List.of(RedisWire.PUBSUB, RedisWire.STREAMS)
                : List.of(RedisWire.PUBSUB);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void anEventIsOneTraceFromTheClientToTheOtherNodeAndTheMetersComeToo(RedisWire wire) throws Exception {
        Path war = war();
        try (OtlpReceiver otlp = new OtlpReceiver();
                RealRedis redis = RealRedis.start();
                Nodes nodes = Nodes.start(name -> start(name, war, redis, wire, otlp), "a", "b")) {
            NodeTests.run(
                    "tracing",
                    LIMIT,
                    Map.of(
                            "PARLEY_A",
                            nodes.get(0).url(),
                            "PARLEY_B",
                            nodes.get(1).url(),
                            "OTLP",
                            otlp.url()));

            for (String event : List.of("say", "say-at-once")) {
                Span client = only(otlp, "client " + event, ByteString.EMPTY);
                Span handled = only(otlp, "process " + event, client.getSpanId());
                Span sent = only(otlp, "send said", handled.getSpanId());
                Span delivered = only(otlp, "deliver said", sent.getSpanId());

                assertThat(List.of(handled.getTraceId(), sent.getTraceId(), delivered.getTraceId()))
                        .containsOnly(client.getTraceId());
                assertThat(handled.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
                assertThat(sent.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
                assertThat(attributes(delivered))
                        .containsEntry("messaging.system", "socket.io")
                        .containsEntry("messaging.operation.name", "deliver")
                        .containsEntry("messaging.destination.name", "/traced")
                        .containsEntry("messaging.socket.io.event_name", "said");
                assertThat(handled.getLinksList())
                        .as("the span in which the client has connected")
                        .extracting(Span.Link::getSpanId)
                        .containsExactly(only(otlp, "page", ByteString.EMPTY).getSpanId());
            }
            assertThat(otlp.spans().toString()).doesNotContain("a secret");
            Waiting.until(
                    () -> "meters among " + otlp.metrics(),
                    Waiting.PATIENCE,
                    () -> otlp.metrics()
                            .containsAll(List.of("parley_connections", "parley_event_handling_seconds_count")));
        }
    }

    private static Span only(OtlpReceiver otlp, String name, ByteString parent) {
        Waiting.until(
                () -> name + " among " + names(otlp),
                Waiting.PATIENCE,
                () -> otlp.spans().stream().anyMatch(span -> is(span, name, parent)));
        List<Span> found =
                otlp.spans().stream().filter(span -> is(span, name, parent)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static boolean is(Span span, String name, ByteString parent) {
        return span.getName().equals(name) && span.getParentSpanId().equals(parent);
    }

    private static List<String> names(OtlpReceiver otlp) {
        return otlp.spans().stream().map(Span::getName).toList();
    }

    private static Map<String, String> attributes(Span span) {
        Map<String, String> attributes = new HashMap<>();
        for (KeyValue attribute : span.getAttributesList()) {
            attributes.put(attribute.getKey(), attribute.getValue().getStringValue());
        }
        return attributes;
    }

    /** With what {@code tracing.md} says of the server. */
    private static Path war() throws IOException {
        Path file = Files.createDirectories(TestFork.directory("it-wars")).resolve("tracing.war");
        Deployed.war().addClasses(TracedDesk.class).as(ZipExporter.class).exportTo(file.toFile(), true);
        if (AppServer.chosen().name().equals("liberty")) {
            Files.writeString(
                    file.resolveSibling("tracing.liberty.xml"),
                    Files.readString(Path.of("server-config", "liberty", "tracing.xml")));
        }
        return file;
    }

    private static ServerProcess start(String name, Path war, RealRedis redis, RedisWire wire, OtlpReceiver otlp)
            throws IOException, InterruptedException {
        Map<String, String> settings = settings(otlp);
        settings.putAll(Map.of("REDIS_URL", redis.url(), "REDIS_ADAPTER", wire.text()));
        return ServerProcess.start("tracing-" + wire.text() + "-" + name, war, FreePort.find(), settings, false);
    }

    private static Map<String, String> settings(OtlpReceiver otlp) {
        return new HashMap<>(Map.of(
                "PARLEY_DEV_MODE", "true",
                "PARLEY_TRACE_ARGUMENT", "true",
                "OTEL_SDK_DISABLED", "false",
                "OTEL_SERVICE_NAME", "parley",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT", otlp.url(),
                "OTEL_BSP_SCHEDULE_DELAY", "100",
                "OTEL_METRICS_EXPORTER", "otlp",
                "OTEL_METRIC_EXPORT_INTERVAL", "500"));
    }
}
