package dev.parley.it;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Stock clients that say much at once and read as fast as they can: {@code src/test/node/burst}, in nine combinations. The
 * fault that this was written for was there in at least 1 of 6 rounds, so that 36 rounds find it in 99 of 100 runs.
 */
class BurstIT {

    /** Of each combination. */
    private static final int ROUNDS = Soak.rounds(4, 20);

    @Test
    void whoReadsIsNotCutOffHoweverMuchIsSaidAtOnce() throws Exception {
        String url = DevelopmentServer.running().url();
        NodeTests.run(
                "burst", Duration.ofMinutes(4), Map.of("PARLEY_URL", url, "PARLEY_ROUNDS", Integer.toString(ROUNDS)));
    }
}
