package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void knowsNoPercentileOfNothing() {
        assertThat(latencies.percentile(0.5)).isNaN();
    }

    @Test
    void findsPercentilesOfAnEvenSpread() {
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        assertThat(latencies.percentile(0.50)).isCloseTo(500, Percentage.withPercentage(2));
        assertThat(latencies.percentile(0.99)).isCloseTo(990, Percentage.withPercentage(2));
        assertThat(latencies.percentile(1)).isCloseTo(1000, Percentage.withPercentage(2));
    }

    @Test
    void seesTheOneThatIsSlow() {
        for (int i = 0; i < 99; i++) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(1));
        }
        latencies.add(TimeUnit.SECONDS.toNanos(5));
        assertThat(latencies.percentile(0.99)).isCloseTo(1, within(0.02));
        assertThat(latencies.percentile(1)).isCloseTo(5000, Percentage.withPercentage(2));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 63, 64, 65, 127, 128, 129, 255, 256, 1000, 4095, 4096, 123_456, 10_000_000, 2_000_000_000})
    void isNeverBelowTheTruthAndNeverFarAboveIt(long micros) {
        latencies.add(TimeUnit.MICROSECONDS.toNanos(micros));
        double found = latencies.percentile(1) * 1000;
        assertThat(found).isGreaterThanOrEqualTo(micros).isLessThanOrEqualTo(micros * (1 + 1.0 / 64) + 1);
    }

    @Test
    void countsWhatIsBeyondItsRangeAsTheLongest() {
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.percentile(1)).isCloseTo(Integer.MAX_VALUE / 1000.0, Percentage.withPercentage(2));
    }
}
