package dev.parley.tracing.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tracing.DeliverySpan;
import dev.parley.tracing.EventSpan;
import dev.parley.tracing.Scope;
import dev.parley.tracing.TraceContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the real SDK of OpenTelemetry makes of the spans. */
class OpenTelemetryTracingTest {

    private static final TraceContext CLIENT =
            TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1");
    private static final TraceContext PAGE =
            TraceContext.of("00-1af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01", "");
    private static final TraceContext ZEROS =
            TraceContext.of("00-00000000000000000000000000000000-b7ad6b7169203331-01", "");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetryTracing tracing = new OpenTelemetryTracing(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build());

    private SpanData only() {
        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
        return exporter.getFinishedSpanItems().get(0);
    }

    @Test
    void anEventIsAPartOfTheClientsSpanAndLinkedToThatOfThePage() {
        tracing.arrived("/orders", "place", CLIENT, PAGE).end();

        SpanData span = only();
        assertThat(span.getName()).isEqualTo("process place");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly("c7ad6b7169203331");
        assertThat(span.getAttributes().asMap())
                .containsOnly(
                        entry("messaging.system", "socket.io"),
                        entry("messaging.operation.name", "process"),
                        entry("messaging.operation.type", "process"),
                        entry("messaging.destination.name", "/orders"),
                        entry("messaging.socket.io.event_name", "place"));
    }

    private static java.util.Map.Entry<AttributeKey<?>, Object> entry(String name, String value) {
        return java.util.Map.entry(AttributeKey.stringKey(name), value);
    }

    @Test
    void anEventThatNobodyHasDeclaredHasNoNameOfItsOwn() {
        tracing.arrived("/", null, TraceContext.NONE, TraceContext.NONE).end();

        assertThat(only().getName()).isEqualTo("process");
        assertThat(only().getAttributes().get(AttributeKey.stringKey("messaging.socket.io.event_name")))
                .isNull();
    }

    @Test
    void idsThatAreNoneAreIgnored() {
        tracing.arrived("/", "e", ZEROS, ZEROS).end();

        assertThat(only().getParentSpanContext().isValid()).isFalse();
        assertThat(only().getLinks()).isEmpty();
    }

    @Test
    void whatIsDoneMeanwhileIsNoParentOfAnEvent() {
        try (DeliverySpan other = tracing.sending("/", "other")) {
            tracing.arrived("/", "e", TraceContext.NONE, TraceContext.NONE).end();
            assertThat(other.context().isNone()).isFalse();
        }

        assertThat(exporter.getFinishedSpanItems())
                .allMatch(span -> !span.getParentSpanContext().isValid());
    }

    @Test
    void anEventIsOverWhenItIsOverForAll() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        EventSpan span = tracing.arrived("/", "e", TraceContext.NONE, TraceContext.NONE);
        span.hold();
        span.end();
        span.endWith(stage);
        assertThat(exporter.getFinishedSpanItems()).isEmpty();

        span.failed("INVALID_MESSAGE");
        stage.complete(null);

        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(only().getStatus().getDescription()).isEmpty();
        assertThat(only().getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("INVALID_MESSAGE");
    }

    @Test
    void theNodeThatDeliversIsAPartOfTheOneThatSends() {
        EventSpan event = tracing.arrived("/", "say", CLIENT, TraceContext.NONE);
        TraceContext sent;
        try (Scope active = event.activate();
                DeliverySpan span = tracing.sending("/", "said")) {
            assertThat(active).isNotNull();
            tracing.delivered(2);
            sent = span.context();
        }
        event.end();
        DeliverySpan there = tracing.delivering("/", "said", sent);
        tracing.delivered(1);
        there.close();

        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("send said", "process say", "deliver said");
        SpanData delivered = exporter.getFinishedSpanItems().get(2);
        SpanData sending = exporter.getFinishedSpanItems().get(0);
        assertThat(sent.state()).isEqualTo("vendor=1");
        assertThat(delivered.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(delivered.getParentSpanId()).isEqualTo(sending.getSpanId());
        assertThat(sending.getAttributes().get(AttributeKey.longKey("parley.receivers")))
                .isEqualTo(2);
    }

    @Test
    void aNodeWithoutReceiversHasNoSpan() {
        DeliverySpan span = tracing.delivering("/", "said", CLIENT);
        tracing.delivered(0);
        span.close();
        tracing.delivered(7);

        assertThat(exporter.getFinishedSpanItems()).isEmpty();
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }
}
