package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINIMUM = DrainRate.BYTES_PER_SECOND;

    private final DrainRate pace = new DrainRate();

    private boolean isStalled(long send, long now) {
        return pace.isTooSlow(send, false, 0, now);
    }

    private boolean isBehind(long drained, long now) {
        return pace.isTooSlow(Transport.NONE_UNDER_WAY, true, drained, now);
    }

    @Test
    void aSendThatStandsStillIsAStall() {
        assertThat(isStalled(7, 100 * SECOND)).isFalse();
        assertThat(isStalled(7, 105 * SECOND)).isFalse();
        assertThat(isStalled(7, 106 * SECOND)).isTrue();
    }

    @Test
    void aClientThatReadsSlowlyIsNone() {
        for (int send = 0; send < 100; send++) {
            assertThat(isStalled(send, send * 5 * SECOND)).isFalse();
        }
    }

    @Test
    void noSendUnderWayIsNone() {
        isStalled(7, 0);
        assertThat(isStalled(Transport.NONE_UNDER_WAY, 20 * SECOND)).isFalse();
        assertThat(isStalled(Transport.NONE_UNDER_WAY, 40 * SECOND)).isFalse();

        assertThat(isStalled(7, 50 * SECOND)).as("its time begins anew").isFalse();
    }

    @Test
    void theClockMayPassItsLargestNumber() {
        isStalled(7, Long.MAX_VALUE);

        assertThat(isStalled(7, Long.MAX_VALUE + 5 * SECOND)).isFalse();
        assertThat(isStalled(7, Long.MAX_VALUE + 6 * SECOND)).isTrue();
    }

    @Test
    void aLargeSendMayTakeLongIfItComesAlongAtTheRate() {
        for (int second = 0; second < 60; second++) {
            assertThat(pace.isTooSlow(7, false, second * MINIMUM, second * SECOND))
                    .isFalse();
        }
    }

    @Test
    void aLargeSendThatTricklesIsAStall() {
        assertThat(pace.isTooSlow(7, false, 0, 0)).isFalse();

        assertThat(pace.isTooSlow(7, false, 6 * MINIMUM - 1, 6 * SECOND)).isTrue();
    }

    @Test
    void whoIsOverTheBufferAndTakesNothingHasSixSeconds() {
        assertThat(isBehind(1_000, 0)).isFalse();
        assertThat(isBehind(1_000, 5 * SECOND)).isFalse();
        assertThat(isBehind(1_000, 6 * SECOND)).isTrue();
    }

    @Test
    void whoIsOverTheBufferAndReadsMayStaySo() {
        for (int second = 0; second < 600; second++) {
            assertThat(isBehind(second * MINIMUM, second * SECOND)).isFalse();
        }
    }

    @Test
    void whoStopsToReadIsFoundThoughMuchWasReadBefore() {
        assertThat(isBehind(0, 0)).isFalse();
        assertThat(isBehind(100_000_000, 3 * SECOND)).isFalse();
        assertThat(isBehind(100_000_000, 6 * SECOND)).isFalse();

        assertThat(isBehind(100_000_000, 12 * SECOND)).isTrue();
    }

    @Test
    void whoComesBelowTheBufferBeginsAnew() {
        isBehind(0, 0);
        pace.isTooSlow(Transport.NONE_UNDER_WAY, false, 0, 5 * SECOND);

        assertThat(isBehind(0, 6 * SECOND)).isFalse();
        assertThat(isBehind(0, 11 * SECOND)).isFalse();
        assertThat(isBehind(0, 12 * SECOND)).isTrue();
    }
}
