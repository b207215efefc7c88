package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two namespaces that share a bound. */
class SharedRecoveryBudgetTest {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final ManualTime time = new ManualTime();
    private final RecoverySettings settings = new RecoverySettings(WINDOW, 10_000, 20, 2);
    private final SharedRecoveryBudget budget = new SharedRecoveryBudget(settings);
    private final EventLog quiet = log("a");
    private final EventLog busy = log("b");

    private EventLog log(String mark) {
        return new EventLog(settings, time.clock(), mark, false, budget);
    }

    private static void append(EventLog log, int length) {
        String text = "x".repeat(length);
        log.append(List.of(EnginePacket.message("2[\"" + text + "\"]")), Set.of(), Set.of());
    }

    @Test
    void theOldestEventOfAllGoesWhicheverLogHasIt() {
        append(quiet, 2000);
        append(quiet, 2000);
        append(busy, 2000);
        append(busy, 2000);
        append(busy, 2000);

        assertThat(quiet.floor()).isEqualTo(1);
        assertThat(busy.floor()).isZero();
        assertThat(quiet.heap() + busy.heap()).isEqualTo(budget.heap()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void theNumberOfEventsIsBoundedForAllTogether() {
        for (int i = 0; i < 15; i++) {
            append(quiet, 1);
            append(busy, 1);
        }

        assertThat(quiet.floor()).isEqualTo(5);
        assertThat(busy.floor()).isEqualTo(5);
    }

    @Test
    void whatIsTooOldOrOfALogThatHasEndedIsNoLongerCounted() {
        append(quiet, 1000);
        append(busy, 1000);
        busy.clear();
        assertThat(budget.heap()).isEqualTo(quiet.heap());
        time.advance(WINDOW.plusMillis(1));
        append(busy, 1);

        assertThat(budget.heap()).isEqualTo(busy.heap());
        assertThat(busy.after(1).orElseThrow()).hasSize(1);
    }

    @Test
    void waitingSessionsAreBoundedForAllTogether() {
        NamespaceRecovery one = recovery();
        NamespaceRecovery other = recovery();
        RecoverySession first = begin(one, "first");
        RecoverySession second = begin(other, "second");
        RecoverySession third = begin(one, "third");
        one.lost(first, one.handed(), Map.of());
        other.lost(second, other.handed(), Map.of());
        assertThat(budget.waiting()).isEqualTo(2);

        one.lost(third, one.handed(), Map.of());

        assertThat(one.waiting()).isEqualTo(1);
        assertThat(other.waiting()).isEqualTo(1);
        assertThat(one.isWaiting("third")).isTrue();
        one.clear();
        other.clear();
        assertThat(budget.waiting()).isZero();
    }

    private NamespaceRecovery recovery() {
        return new NamespaceRecovery(settings, time.clock(), RecoveryObserver.NONE, budget);
    }

    private static RecoverySession begin(NamespaceRecovery recovery, String id) {
        return recovery.begin(TestEngine.handshake(), id, "ann").orElseThrow();
    }
}
