package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    private static String text(Meter... meters) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusText.write(List.of(meters), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void hasCountersWithTheirLabels() throws IOException {
        Meter counter = new Meter.Counter(
                "parley_things_total", "Things", List.of(new Series<>(Map.of("kind", "a \"b\""), () -> 3)));

        assertThat(text(counter))
                .isEqualTo("# HELP parley_things_total Things\n# TYPE parley_things_total counter\n"
                        + "parley_things_total{kind=\"a \\\"b\\\"\"} 3.0\n");
    }

    @Test
    void hasGauges() throws IOException {
        assertThat(text(new Meter.Gauge("parley_things", "Things", List.of(Series.only(() -> 1.5)))))
                .endsWith("# TYPE parley_things gauge\nparley_things 1.5\n");
    }

    @Test
    void hasHistogramsWhoseBucketsAddUp() throws IOException {
        DurationHistogram durations = new DurationHistogram(Duration.ofMillis(500), Duration.ofSeconds(1));
        durations.add(Duration.ofMillis(250).toNanos());
        durations.add(Duration.ofMillis(750).toNanos());
        durations.add(Duration.ofSeconds(2).toNanos());

        assertThat(text(new Meter.Histogram("parley_waiting_seconds", "Waiting", List.of(Series.only(durations)))))
                .contains(
                        "parley_waiting_seconds_bucket{le=\"0.5\"} 1\n",
                        "parley_waiting_seconds_bucket{le=\"1.0\"} 2\n",
                        "parley_waiting_seconds_bucket{le=\"+Inf\"} 3\n",
                        "parley_waiting_seconds_count 3\n",
                        "parley_waiting_seconds_sum 3.0\n");
    }

    @Test
    void metersHaveNamesByTheRules() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter.Counter("parley_things", "", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter.Gauge("parley_things_total", "", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter.Histogram("parley_things", "", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Meter.Gauge("Parley-Things", "", List.of()));
    }
}
