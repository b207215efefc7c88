package dev.parley.engine;

import static dev.parley.engine.TestEngine.PING_INTERVAL;
import static dev.parley.engine.TestEngine.PING_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ManualTime time = new ManualTime();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final Heartbeat heartbeat = new Heartbeat(
            time.clock(), time.timers(), TestEngine.SETTINGS, pings::incrementAndGet, ends::incrementAndGet);

    @BeforeEach
    void start() {
        heartbeat.start();
    }

    @Test
    void pingsAfterTheInterval() {
        time.advance(PING_INTERVAL.minus(MOMENT));
        assertThat(pings).hasValue(0);

        time.advance(MOMENT);
        assertThat(pings).hasValue(1);
    }

    @Test
    void aPongStartsTheNextInterval() {
        time.advance(PING_INTERVAL);
        time.advance(Duration.ofSeconds(3));
        heartbeat.pong();

        time.advance(PING_INTERVAL.minus(MOMENT));
        assertThat(pings).hasValue(1);
        time.advance(MOMENT);

        assertThat(pings).hasValue(2);
        assertThat(ends).hasValue(0);
    }

    @Test
    void pingsOnceAndThenWaits() {
        time.advance(PING_INTERVAL.plus(PING_TIMEOUT).minus(MOMENT));

        assertThat(pings).hasValue(1);
        assertThat(ends).hasValue(0);
    }

    @Test
    @BadInput(28)
    void aMissingPongIsTheEndAndToldOnce() {
        time.advance(PING_INTERVAL.plus(PING_TIMEOUT));
        assertThat(ends).hasValue(1);

        heartbeat.pong();
        time.advance(Duration.ofMinutes(5));

        assertThat(ends).hasValue(1);
        assertThat(pings).hasValue(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    @BadInput(29)
    void unaskedPongsLeaveOneTimerAndTheIntervalAsItWas() {
        time.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 10_000; i++) {
            heartbeat.pong();
        }
        assertThat(time.pending()).isEqualTo(1);

        time.advance(PING_INTERVAL.minusSeconds(10));
        assertThat(pings).hasValue(1);
        assertThat(heartbeat.roundTripNanos()).isEqualTo(-1);
    }

    @Test
    void pongsByTheDozenCountOnce() {
        time.advance(PING_INTERVAL);
        for (int i = 0; i < 12; i++) {
            heartbeat.pong();
        }

        assertThat(time.pending()).isEqualTo(1);
        time.advance(PING_INTERVAL);
        assertThat(pings).hasValue(2);
    }

    @Test
    void isOverdueExactlyAtIntervalPlusTimeoutEvenIfTheTimersAreHeldUp() {
        time.stall(PING_INTERVAL.plus(PING_TIMEOUT).minusNanos(1));
        assertThat(heartbeat.isOverdue()).isFalse();

        time.stall(Duration.ofNanos(1));
        assertThat(heartbeat.isOverdue()).isTrue();
    }

    @Test
    void aPingThatLeftLateMovesTheEndByNothing() {
        time.stall(PING_INTERVAL.plusSeconds(7));
        time.advance(Duration.ZERO);
        assertThat(pings).hasValue(1);

        time.stall(PING_TIMEOUT.minusSeconds(7).minusNanos(1));
        assertThat(heartbeat.isOverdue()).isFalse();
        time.stall(Duration.ofNanos(1));

        assertThat(heartbeat.isOverdue()).isTrue();
    }

    @Test
    void aPongMovesTheEnd() {
        time.advance(PING_INTERVAL);
        heartbeat.pong();

        time.stall(PING_INTERVAL.plus(PING_TIMEOUT).minusNanos(1));
        assertThat(heartbeat.isOverdue()).isFalse();
    }

    @Test
    void aStoppedHeartIsNotOverdueAndNeverBeats() {
        heartbeat.stop();

        time.advance(Duration.ofMinutes(5));

        assertThat(time.pending()).isZero();
        assertThat(pings).hasValue(0);
        assertThat(ends).hasValue(0);
        assertThat(heartbeat.isOverdue()).isFalse();
    }

    @Test
    void aHeartStoppedWhileItWaitsForAPongForgetsIt() {
        time.advance(PING_INTERVAL);
        heartbeat.stop();
        heartbeat.pong();

        time.advance(Duration.ofMinutes(5));

        assertThat(ends).hasValue(0);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aHeartThatWasStoppedBeforeItStartedStaysSo() {
        Heartbeat early = new Heartbeat(
                time.clock(), time.timers(), TestEngine.SETTINGS, pings::incrementAndGet, ends::incrementAndGet);
        heartbeat.stop();
        early.stop();
        early.start();

        assertThat(time.pending()).isZero();
        time.advance(Duration.ofMinutes(5));
        assertThat(pings).hasValue(0);
        assertThat(early.isOverdue()).isFalse();
    }

    @Test
    void aHeartThatHasNotStartedIsNotOverdue() {
        Heartbeat idle = new Heartbeat(
                time.clock(), time.timers(), TestEngine.SETTINGS, pings::incrementAndGet, ends::incrementAndGet);
        time.stall(Duration.ofDays(1));

        assertThat(idle.isOverdue()).isFalse();
    }

    @Test
    void measuresTheTimeFromPingToPong() {
        assertThat(heartbeat.roundTripNanos()).isEqualTo(-1);
        time.advance(PING_INTERVAL);
        time.advance(Duration.ofMillis(30));
        heartbeat.pong();

        assertThat(heartbeat.roundTripNanos()).isEqualTo(30_000_000);
    }

    @Test
    @BadInput(65)
    void beatsForADayWithOneTimerAndByTheMonotonicClockAlone() {
        // The only clock it has is the manual one, so that no step of the wall clock can reach it.
        for (int beat = 1; beat <= 3_456; beat++) {
            time.stall(PING_INTERVAL.minus(MOMENT));
            time.advance(MOMENT);
            assertThat(pings).hasValue(beat);
            assertThat(time.pending()).isEqualTo(1);
            heartbeat.pong();
        }
        assertThat(ends).hasValue(0);
    }
}
