package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentRemoteJoinsTest {

    private final ManualTime time = new ManualTime();
    private final RecentRemoteJoins rooms = new RecentRemoteJoins(time.clock());

    @Test
    void aRoomIsFreshForAWhile() {
        assertThat(rooms.contains("tea")).isFalse();
        rooms.add(List.of("tea"));
        time.advance(Duration.ofSeconds(5));
        assertThat(rooms.contains("tea")).isTrue();
        assertThat(rooms.contains("milk")).isFalse();

        time.advance(Duration.ofMillis(10));
        assertThat(rooms.contains("tea")).isFalse();
    }

    @Test
    void theTermBeginsAgain() {
        rooms.add(List.of("tea", "milk"));
        time.advance(Duration.ofSeconds(4));
        rooms.add(List.of("tea"));
        time.advance(Duration.ofSeconds(2));

        assertThat(rooms.contains("tea")).isTrue();
        assertThat(rooms.contains("milk")).isFalse();
    }

    @Test
    void theirNumberIsBounded() {
        for (int i = 0; i < 20_000; i++) {
            rooms.add(List.of("room " + i));
        }

        assertThat(rooms.contains("room 0")).isFalse();
        assertThat(rooms.contains("room 10000")).isTrue();
        assertThat(rooms.contains("room 19999")).isTrue();
    }
}
