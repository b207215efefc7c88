package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final StallWatch.Memory memory = new StallWatch.Memory();

    @Test
    void aSendThatStandsStillIsAStall() {
        assertThat(memory.isStalled(7, 100 * SECOND)).isFalse();
        assertThat(memory.isStalled(7, 105 * SECOND)).isFalse();
        assertThat(memory.isStalled(7, 106 * SECOND)).isTrue();
    }

    @Test
    void aClientThatReadsSlowlyIsNone() {
        for (int send = 0; send < 100; send++) {
            assertThat(memory.isStalled(send, send * 5 * SECOND)).isFalse();
        }
    }

    @Test
    void noSendUnderWayIsNone() {
        memory.isStalled(7, 0);
        assertThat(memory.isStalled(Transport.NONE_UNDER_WAY, 20 * SECOND)).isFalse();
        assertThat(memory.isStalled(Transport.NONE_UNDER_WAY, 40 * SECOND)).isFalse();

        assertThat(memory.isStalled(7, 50 * SECOND)).as("its time begins anew").isFalse();
    }

    @Test
    void theClockMayPassItsLargestNumber() {
        memory.isStalled(7, Long.MAX_VALUE);

        assertThat(memory.isStalled(7, Long.MAX_VALUE + 5 * SECOND)).isFalse();
        assertThat(memory.isStalled(7, Long.MAX_VALUE + 6 * SECOND)).isTrue();
    }
}
