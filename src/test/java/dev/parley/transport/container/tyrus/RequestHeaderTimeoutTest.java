package dev.parley.transport.container.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeaderTimeoutTest {

    private final ManualTime time = new ManualTime();
    private final Map<Object, Object> incomplete = new HashMap<>();
    private final List<Object> closed = new ArrayList<>();
    private final RequestHeaderTimeout watch = new RequestHeaderTimeout(
            new RequestHeaderTimeout.Source() {
                @Override
                public Map<Object, Object> incomplete() {
                    return Map.copyOf(incomplete);
                }

                @Override
                public void close(Object connection) {
                    closed.add(connection);
                    incomplete.remove(connection);
                }
            },
            time.timers(),
            time.clock());

    private void pass(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            time.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void endsAConnectionWhoseHeadersTakeTooLong() {
        incomplete.put("slow", "request");
        pass(RequestHeaderTimeout.LIMIT);
        assertThat(closed).isEmpty();

        pass(Duration.ofSeconds(2));

        assertThat(closed).containsExactly("slow");
    }

    @Test
    void leavesAConnectionAloneWhoseRequestsFollowEachOther() {
        for (int i = 0; i < 60; i++) {
            incomplete.put("busy", "request " + i);
            pass(Duration.ofSeconds(1));
        }

        assertThat(closed).isEmpty();
    }

    @Test
    void beginsAnewWhenTheHeadersHaveComeInBetween() {
        incomplete.put("late", "request");
        pass(RequestHeaderTimeout.LIMIT.minusSeconds(1));
        incomplete.clear();
        pass(Duration.ofSeconds(1));
        incomplete.put("late", "request");
        pass(RequestHeaderTimeout.LIMIT.minusSeconds(1));

        assertThat(closed).isEmpty();
    }

    @Test
    void doesNothingAfterItsEnd() {
        incomplete.put("slow", "request");
        pass(Duration.ofSeconds(2));

        watch.close();
        watch.close();
        pass(RequestHeaderTimeout.LIMIT.multipliedBy(2));

        assertThat(closed).isEmpty();
    }

    @Test
    void doesNothingOnAServerThatItDoesNotKnow() {
        assertThat(RequestHeaderTimeout.watch(null, time.timers(), time.clock()))
                .isEmpty();
        assertThat(RequestHeaderTimeout.watch("a server", time.timers(), time.clock()))
                .isEmpty();
    }
}
