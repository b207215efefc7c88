package dev.parley.limits;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitDecisionTest {

    @Test
    void cannotContradictItself() {
        assertRefused(true, Duration.ofMillis(1));
        assertRefused(false, Duration.ZERO);
        assertRefused(false, Duration.ofMillis(-1));
    }

    private static void assertRefused(boolean allowed, Duration retryAfter) {
        assertThatThrownBy(() -> new RateLimitDecision(allowed, retryAfter))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
