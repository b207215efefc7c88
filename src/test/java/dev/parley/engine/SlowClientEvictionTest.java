package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowClientEvictionTest {

    private static final int BUDGET = 3_000_000;
    private static final int LARGE = 100_000;

    private final ManualTime time = new ManualTime();
    private final RecordingListener listener = new RecordingListener();
    private final List<Runnable> elsewhere = new ArrayList<>();
    private final EngineServer server = new EngineServer(
            new EngineSettings(Duration.ofSeconds(25), Duration.ofSeconds(20), 1_000_000, 1_000_000)
                    .withBudgets(BUDGET, BUDGET),
            time.clock(),
            time.timers(),
            elsewhere::add,
            listener);

    private EngineSession stalled() {
        RecordingTransport transport = RecordingTransport.webSocket();
        EngineSession session = server.open(TestEngine.handshake(), transport);
        transport.stopReading();
        return session;
    }

    private void endOthers() {
        elsewhere.forEach(Runnable::run);
        elsewhere.clear();
    }

    private static EnginePacket large() {
        return EnginePacket.message(new byte[LARGE]);
    }

    @Test
    void nobodyIsGivenUpWithinTheBudget() {
        EngineSession session = stalled();
        for (int i = 0; i < 9; i++) {
            session.send(large());
        }

        assertThat(elsewhere).isEmpty();
        assertThat(server.sendBudgetUsed()).isBetween(9L * 3 * LARGE, (long) BUDGET);
    }

    @Test
    void theLargestGoesFirstAndItsMemoryAtOnce() {
        EngineSession small = stalled();
        EngineSession largest = stalled();
        small.send(large());
        small.send(large());
        for (int i = 0; i < 7; i++) {
            largest.send(large());
        }
        assertThat(elsewhere).isEmpty();

        small.send(large());
        assertThat(server.sendBudgetUsed())
                .as("before anybody has ended a session")
                .isLessThan(1_000_000);
        assertThat(largest.queuedBytes()).isZero();
        endOthers();

        assertThat(largest.isOpen()).isFalse();
        assertThat(small.isOpen()).isTrue();
        assertThat(small.queuedBytes()).isEqualTo(3 * LARGE);
        assertThat(listener.closes()).containsExactly(CloseReason.OVER_BUDGET);
    }

    @Test
    void ofTwoWithAsMuchTheSlowerOneGoesFirst() {
        server.watchForStalls();
        RecordingTransport reading = RecordingTransport.polling();
        EngineSession fast = server.open(TestEngine.handshake(), reading);
        reading.poll();
        EngineSession slow = stalled();
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            fast.send(large());
        }
        reading.poll();
        reading.poll();
        for (int i = 0; i < 5; i++) {
            fast.send(large());
        }
        for (int i = 0; i < 5; i++) {
            slow.send(large());
        }
        endOthers();

        assertThat(slow.isOpen()).isFalse();
        assertThat(fast.isOpen()).isTrue();
    }

    @Test
    void whatIsSharedIsOnlyFreeWhenAllOfItsHoldersAreGone() {
        List<EngineSession> room = List.of(stalled(), stalled(), stalled());
        for (int i = 0; i < 10; i++) {
            EnginePacket shared = large();
            room.forEach(member -> member.send(shared));
        }
        endOthers();

        assertThat(server.sendBudgetUsed()).isLessThan(BUDGET);
        assertThat(server.openSessions()).isZero();
    }

    @Test
    void whoHasNextToNothingIsNeverGivenUp() {
        EngineSession idle = stalled();
        EngineSession greedy = stalled();
        for (int i = 0; i < 20; i++) {
            greedy.send(large());
        }
        endOthers();

        assertThat(greedy.isOpen()).isFalse();
        assertThat(idle.isOpen()).isTrue();
    }
}
