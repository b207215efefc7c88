package dev.parley.it;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much generated input a run of the tests gets: {@code -Dparley.fuzz.seconds} for each part of a test, and
 * {@code -Dparley.fuzz.seed} to have the same input as another run.
 *
 * @param seconds of each part
 * @param seed any number but 0
 */
record Portion(int seconds, int seed) {

    /** All parts of a test together take about 20 s then. */
    private static final int SMALL = 5;

    /** What the properties say; without them a small portion of a new seed, which is in the report. */
    static Portion ofThisRun() {
        return new Portion(
                Integer.getInteger("parley.fuzz.seconds", SMALL),
                Integer.getInteger(
                        "parley.fuzz.seed", ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE / 2)));
    }

    /** How long so many parts take. */
    Duration length(int parts) {
        return Duration.ofSeconds((long) seconds * parts);
    }

    /** What tells it to Node's tests; may be added to. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("FUZZ_SECONDS", Integer.toString(seconds));
        environment.put("FUZZ_SEED", Integer.toString(seed));
        return environment;
    }
}
