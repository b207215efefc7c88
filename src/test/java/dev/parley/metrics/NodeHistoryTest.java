package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeHistoryTest {

    private final ManualTime time = new ManualTime();
    private long connections;
    private final NodeHistory history =
            new NodeHistory(time.clock(), () -> new NodeSample(Duration.ZERO, connections, 0, 0, 0, 0, 0, 0));

    @BeforeEach
    void start() {
        history.start(time.timers(), new DirectExecutor());
    }

    private void pass(int steps) {
        for (int step = 0; step < steps; step++) {
            connections++;
            time.advance(NodeHistory.STEP);
        }
    }

    @Test
    void beginsWithWhatIsNow() {
        assertThat(history.samples()).extracting(NodeSample::active).containsExactly(0L);
    }

    @Test
    void hasASampleOfEachStepAsOldAsItIs() {
        pass(2);
        time.stall(Duration.ofSeconds(1));

        assertThat(history.samples()).extracting(NodeSample::active).containsExactly(0L, 1L, 2L);
        assertThat(history.samples())
                .extracting(NodeSample::age)
                .containsExactly(Duration.ofSeconds(11), Duration.ofSeconds(6), Duration.ofSeconds(1));
    }

    @Test
    void forgetsWhatIsOlderThanFiveMinutes() {
        pass(1000);

        assertThat(history.samples()).hasSize(61);
        assertThat(history.samples().get(0).age()).isEqualTo(NodeHistory.LENGTH);
    }

    @Test
    void forgetsWhileTheTimersAreHeldUp() {
        pass(10);
        time.stall(NodeHistory.LENGTH.plus(NodeHistory.STEP));

        assertThat(history.samples()).isEmpty();
    }

    @Test
    void keepsOneTaskOnTheTimers() {
        pass(200);

        assertThat(time.pending()).isEqualTo(1);
    }
}
