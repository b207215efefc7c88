package dev.parley.it;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The package {@code @parley/console}, {@code src/main/frontend/console}, without a browser. */
class ConsoleIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void itsPartsWorkByThemselves() throws Exception {
        VitestSuite.run("console", "unit", LIMIT, Map.of());
    }
}
