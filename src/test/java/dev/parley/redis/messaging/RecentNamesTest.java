package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentNamesTest {

    private final ManualTime time = new ManualTime();
    private final RecentNames names = new RecentNames(time.clock());

    @Test
    void aNameIsRecentForAWhile() {
        assertThat(names.contains("tea")).isFalse();
        names.add(List.of("tea"));
        time.advance(Duration.ofSeconds(5));
        assertThat(names.contains("tea")).isTrue();
        assertThat(names.contains("milk")).isFalse();

        time.advance(Duration.ofMillis(10));
        assertThat(names.contains("tea")).isFalse();
    }

    @Test
    void theTermBeginsAgain() {
        names.add(List.of("tea", "milk"));
        time.advance(Duration.ofSeconds(4));
        names.add(List.of("tea"));
        time.advance(Duration.ofSeconds(2));

        assertThat(names.contains("tea")).isTrue();
        assertThat(names.contains("milk")).isFalse();
    }

    @Test
    void theirNumberIsBounded() {
        for (int i = 0; i < 20_000; i++) {
            names.add(List.of("room " + i));
        }

        assertThat(names.contains("room 0")).isFalse();
        assertThat(names.contains("room 10000")).isTrue();
        assertThat(names.contains("room 19999")).isTrue();
    }
}
