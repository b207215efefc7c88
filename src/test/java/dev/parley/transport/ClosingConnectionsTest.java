package dev.parley.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.engine.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ClosingConnectionsTest {

    private final ManualTime time = new ManualTime();
    private final List<Runnable> elsewhere = new ArrayList<>();
    private final ClosingConnections closing = new ClosingConnections(time.clock(), time.timers(), elsewhere::add);
    private final Connection connection = new Connection();

    /** A connection. */
    private static final class Connection implements ClientConnection {
        private boolean open = true;
        private int cuts;
        private boolean broken;
        private boolean unknown;

        @Override
        public boolean isOpen() {
            if (unknown) {
                throw new IllegalStateException("on purpose");
            }
            return open;
        }

        @Override
        public void cutOff() throws IOException {
            cuts++;
            if (broken) {
                throw new IOException("on purpose");
            }
            open = false;
        }
    }

    private void pass(Duration duration) {
        time.advance(duration);
        elsewhere.forEach(Runnable::run);
        elsewhere.clear();
    }

    @Test
    void oneThatTheContainerClosesIsLeftAlone() {
        closing.add(connection, CloseReason.PING_TIMEOUT);
        pass(Duration.ofSeconds(14));
        assertThat(closing.count()).isEqualTo(1);

        connection.open = false;
        pass(Duration.ofSeconds(10));

        assertThat(closing.count()).isZero();
        assertThat(connection.cuts).isZero();
    }

    @Test
    void oneThatTheContainerKeepsIsCutOffAfterFifteenSeconds() {
        closing.add(connection, CloseReason.PING_TIMEOUT);

        pass(Duration.ofMillis(14_900));
        assertThat(connection.cuts).isZero();
        pass(Duration.ofMillis(700));

        assertThat(connection.cuts).isEqualTo(1);
        assertThat(closing.count()).isZero();
    }

    @Test
    void oneOfAStalledClientIsCutOffAfterThreeSeconds() {
        closing.add(connection, CloseReason.SLOW_CONSUMER);

        pass(Duration.ofMillis(3_600));

        assertThat(connection.cuts).isEqualTo(1);
    }

    @Test
    void oneWhoseMemoryIsWantedBackIsCutOffAtOnce() {
        closing.add(connection, CloseReason.OVER_BUDGET);

        pass(Duration.ofMillis(600));

        assertThat(connection.cuts).isEqualTo(1);
    }

    @Test
    void isOnlyCutOffOnceHoweverThatEnds() {
        connection.broken = true;
        closing.add(connection, CloseReason.PING_TIMEOUT);

        pass(Duration.ofMinutes(1));

        assertThat(connection.cuts).isEqualTo(1);
    }

    @Test
    void oneThatFailsIsNoHarmToTheOthers() {
        Connection other = new Connection();
        connection.broken = true;
        closing.add(connection, CloseReason.PING_TIMEOUT);
        closing.add(other, CloseReason.PING_TIMEOUT);

        pass(Duration.ofMinutes(1));

        assertThat(other.cuts).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeAskedIsNoHarmToTheOthers() {
        Connection unknown = new Connection();
        closing.add(unknown, CloseReason.PING_TIMEOUT);
        closing.add(connection, CloseReason.PING_TIMEOUT);
        unknown.unknown = true;

        pass(Duration.ofMinutes(1));

        assertThat(connection.cuts).isEqualTo(1);
        assertThat(closing.count()).isZero();
    }

    @Test
    void oneThatIsAddedTwiceIsOneAndItsEarlierEndCounts() {
        closing.add(connection, CloseReason.PING_TIMEOUT);
        closing.add(connection, CloseReason.SLOW_CONSUMER);
        closing.add(connection, CloseReason.TRANSPORT_CLOSE);
        assertThat(closing.count()).isEqualTo(1);

        pass(Duration.ofSeconds(4));

        assertThat(connection.cuts).isEqualTo(1);
    }

    @Test
    void oneThatIsClosedAlreadyIsNotWatched() {
        connection.open = false;

        closing.add(connection, CloseReason.FORCED_CLOSE);

        assertThat(closing.count()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void thereIsNoTimerWhenThereIsNothingToWatch() {
        assertThat(time.pending()).isZero();
        closing.add(connection, CloseReason.FORCED_CLOSE);
        closing.add(new Connection(), CloseReason.FORCED_CLOSE);
        assertThat(time.pending()).isEqualTo(1);

        pass(Duration.ofMinutes(1));

        assertThat(time.pending()).isZero();
    }

    @Test
    void anExecutorThatHasEndedIsNoHarm() {
        ClosingConnections last = new ClosingConnections(time.clock(), time.timers(), task -> {
            throw new RejectedExecutionException("ended");
        });
        last.add(connection, CloseReason.FORCED_CLOSE);

        pass(Duration.ofMinutes(1));

        assertThat(connection.open).isTrue();
        assertThat(last.count()).isZero();
    }
}
