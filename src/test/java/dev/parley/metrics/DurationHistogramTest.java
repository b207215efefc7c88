package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {

    private final DurationHistogram durations = new DurationHistogram(Duration.ofMillis(1), Duration.ofSeconds(1));

    @Test
    void countEachDurationInTheBucketThatItFits() {
        durations.add(0);
        durations.add(1_000_000);
        durations.add(1_000_001);
        durations.add(5_000_000_000L);

        assertThat(durations.counts()).containsExactly(2, 1, 1);
        assertThat(durations.count()).isEqualTo(4);
        assertThat(durations.seconds()).isEqualTo(5.002000001);
    }

    @Test
    void haveBoundsInSecondsAndNoneAboveTheLast() {
        assertThat(durations.upperBounds()).containsExactly(0.001, 1, Double.POSITIVE_INFINITY);
    }

    @Test
    void refuseBoundsThatDoNotRise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DurationHistogram(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }
}
