package dev.parley.tracing.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.metrics.Meter;
import dev.parley.metrics.Series;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the real SDK of OpenTelemetry reads of the meters. */
class OpenTelemetryPublisherTest {

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetryPublisher publisher = new OpenTelemetryPublisher(OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build());
    private final AtomicLong events = new AtomicLong(3);

    private void publish() {
        publisher.publish(
                List.of(
                        new Meter.Counter(
                                "parley_events_total",
                                "Events.",
                                List.of(new Series<>(Map.of("event", "ping"), events::get))),
                        new Meter.Gauge("parley_rooms", "Rooms.", List.of(new Series<>(Map.of(), () -> 2.5)))),
                "/chat");
    }

    private DoublePointData only(String name) {
        MetricData found = reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return (DoublePointData) found.getData().getPoints().iterator().next();
    }

    @Test
    void metersAreReadWhenTheyAreExported() {
        publish();
        events.set(7);

        assertThat(only("parley_events_total").getValue()).isEqualTo(7);
        assertThat(only("parley_events_total").getAttributes().asMap())
                .containsOnly(
                        Map.entry(AttributeKey.stringKey("event"), "ping"),
                        Map.entry(AttributeKey.stringKey("context_root"), "/chat"));
        assertThat(only("parley_rooms").getValue()).isEqualTo(2.5);
    }

    @Test
    void whatIsWithdrawnIsNotReadAnyMore() {
        publish();

        publisher.withdraw();

        assertThat(reader.collectAllMetrics()).isEmpty();
    }
}
