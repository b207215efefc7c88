package dev.parley.socketio.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final ManualTime time = new ManualTime();

    private EventLog log(long bytes, int events) {
        return new EventLog(new RecoverySettings(WINDOW, bytes, events, 1), time.clock(), "a");
    }

    private static OutgoingEvent append(EventLog log, String text) {
        return log.append(List.of(EnginePacket.message("2[\"" + text + "\"]")), Set.of(), Set.of());
    }

    private static List<Long> positions(EventLog log, long after) {
        return log.after(after).orElseThrow().stream().map(LogEntry::position).toList();
    }

    @Test
    void positionsHaveNoHolesAndEachEventHasItsOffset() {
        EventLog log = log(1_000_000, 1000);
        for (int i = 1; i <= 200; i++) {
            assertThat(append(log, "e").marked().get(0).text())
                    .isEqualTo("2[\"e\",\"a." + Long.toString(i, 36) + "\"]");
        }
        assertThat(positions(log, 197)).containsExactly(198L, 199L, 200L);
        assertThat(positions(log, 0)).hasSize(200);
        assertThat(positions(log, 200)).isEmpty();
    }

    @Test
    void theOldestGoWhenThereAreTooManyAndTheMarkSaysSo() {
        EventLog log = log(1_000_000, 3);
        for (int i = 0; i < 100; i++) {
            append(log, "e");
        }
        assertThat(log.floor()).isEqualTo(97);
        assertThat(log.after(96)).isEmpty();
        assertThat(positions(log, 97)).containsExactly(98L, 99L, 100L);
    }

    @Test
    void theOldestGoWhenTheBudgetIsUsedUp() {
        EventLog log = log(10_000, 1000);
        for (int i = 0; i < 100; i++) {
            append(log, "x".repeat(1000));
            assertThat(log.heap()).isLessThanOrEqualTo(10_000);
        }
        assertThat(log.floor()).isBetween(90L, 95L);
    }

    @Test
    void anEventAboveTheWholeBudgetIsNotKept() {
        EventLog log = log(1_000, 1000);
        append(log, "x".repeat(2000));
        assertThat(log.after(0)).isEmpty();
        assertThat(log.heap()).isZero();
        assertThat(positions(log, 1)).isEmpty();
    }

    @Test
    void whatIsOlderThanTheWindowGoesEvenIfNothingIsSent() {
        EventLog log = log(1_000_000, 1000);
        append(log, "old");
        time.advance(WINDOW);
        append(log, "young");
        assertThat(positions(log, 0)).containsExactly(1L, 2L);
        time.advance(Duration.ofMillis(1));
        assertThat(log.floor()).isEqualTo(1);
        time.advance(WINDOW);
        assertThat(log.heap()).isZero();
        assertThat(log.floor()).isEqualTo(2);
    }

    @Test
    void aGapHasAPlaceOfItsOwnAndNobodyGetsWhatCameBefore() {
        EventLog log = log(1_000_000, 1000);
        append(log, "a");
        append(log, "b");
        log.gap();
        assertThat(log.after(2)).isEmpty();
        assertThat(positions(log, 3)).isEmpty();
        append(log, "c");

        assertThat(log.lastGap()).isEqualTo(3);
        assertThat(positions(log, 3)).containsExactly(4L);
        assertThat(log.heap()).isPositive();
    }
}
