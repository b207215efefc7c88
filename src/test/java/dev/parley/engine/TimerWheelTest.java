package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private final ManualClock clock = new ManualClock();
    private final TimerWheel wheel = new TimerWheel(clock);
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsATaskAtItsDeadlineAndOnce() {
        schedule(50, "task");

        pass(49);
        assertThat(ran).isEmpty();
        pass(1);
        assertThat(ran).containsExactly("task");
        pass(100_000);
        assertThat(ran).containsExactly("task");
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void isNeverEarlyAndAtMostATickLate() {
        Random random = new Random(7);
        List<Long> lateness = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            clock.advance(Duration.ofNanos(random.nextInt(1_000_000)));
            long delay = random.nextInt(2_000_000_000);
            long deadline = clock.nanos() + delay;
            wheel.schedule(Duration.ofNanos(delay), () -> lateness.add(clock.nanos() - deadline));
            wheel.advance();
        }
        for (int i = 0; i < 2_100; i++) {
            pass(1);
        }

        // The wheel is asked once a millisecond, which is the rest of the delay.
        long latest = TimerWheel.TICK.plusMillis(1).toNanos();
        assertThat(lateness).hasSize(500).allSatisfy(nanos -> assertThat(nanos).isBetween(0L, latest));
    }

    @Test
    void runsInTheOrderOfDeadlinesAndOfComing() {
        schedule(30, "third");
        schedule(20, "first");
        schedule(20, "second");
        schedule(12_000, "last");

        pass(20_000);

        assertThat(ran).containsExactly("first", "second", "third", "last");
    }

    @Test
    void aDelayOfZeroOrLessComesWithTheNextTickAndNotInTheCall() {
        schedule(0, "zero");
        wheel.schedule(Duration.ofSeconds(-5), () -> ran.add("negative"));
        assertThat(ran).isEmpty();

        pass(TimerWheel.TICK.toMillis());

        assertThat(ran).containsExactly("zero", "negative");
    }

    @Test
    void aDelayOfSeveralTurnsOfTheWheelIsKept() {
        schedule(25_000, "long");
        schedule(60_000, "longer");

        pass(24_999);
        assertThat(ran).isEmpty();
        pass(1);
        assertThat(ran).containsExactly("long");
        pass(34_999);
        assertThat(ran).containsExactly("long");
        pass(1);
        assertThat(ran).containsExactly("long", "longer");
    }

    @Test
    void aDelayBeyondAllTimeNeverComes() {
        wheel.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("forever"));
        wheel.schedule(Duration.ofNanos(Long.MAX_VALUE), () -> ran.add("for three centuries"));
        pass(100_000);
        wheel.schedule(Duration.ofNanos(Long.MAX_VALUE), () -> ran.add("for three centuries more"));

        pass(100_000);

        assertThat(ran).isEmpty();
        assertThat(wheel.pending()).isEqualTo(3);
    }

    @Test
    void aDelayOfALongTimeAgoIsDue() {
        wheel.schedule(Duration.ofSeconds(Long.MIN_VALUE), () -> ran.add("task"));

        pass(10);

        assertThat(ran).containsExactly("task");
    }

    @Test
    void cancelForgetsTheTask() {
        Timers.Timeout timeout = schedule(50, "task");
        schedule(50, "neighbour");

        timeout.cancel();
        assertThat(wheel.pending()).isEqualTo(1);
        pass(1_000);

        assertThat(ran).containsExactly("neighbour");
    }

    @Test
    void cancelAgainOrTooLateIsNoError() {
        Timers.Timeout cancelled = schedule(50, "cancelled");
        cancelled.cancel();
        cancelled.cancel();
        Timers.Timeout late = schedule(50, "late");
        schedule(50, "neighbour");
        pass(50);

        late.cancel();
        cancelled.cancel();
        schedule(50, "next");
        pass(50);

        assertThat(ran).containsExactly("late", "neighbour", "next");
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void aTaskCanCancelOneThatIsDueAtTheSameMoment() {
        Timers.Timeout[] second = new Timers.Timeout[1];
        wheel.schedule(Duration.ofMillis(50), () -> second[0].cancel());
        second[0] = schedule(50, "second");
        schedule(50, "third");

        pass(50);

        assertThat(ran).containsExactly("third");
    }

    @Test
    void aTaskCanScheduleTheNext() {
        wheel.schedule(Duration.ofMillis(50), () -> {
            ran.add("first");
            schedule(50, "second");
        });

        pass(50);
        pass(49);
        assertThat(ran).containsExactly("first");
        pass(1);
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void aTaskThatSchedulesItselfWithoutDelayDoesNotKeepTheWheelFromEnding() {
        wheel.schedule(Duration.ZERO, new Runnable() {
            @Override
            public void run() {
                ran.add("again");
                wheel.schedule(Duration.ZERO, this);
            }
        });

        pass(10);
        assertThat(ran).hasSize(1);
        pass(10);
        assertThat(ran).hasSize(2);
    }

    @Test
    void whatATaskThrowsHarmsNoOther() {
        wheel.schedule(Duration.ofMillis(50), () -> {
            throw new IllegalStateException("on purpose");
        });
        wheel.schedule(Duration.ofMillis(50), () -> {
            throw new AssertionError("on purpose");
        });
        schedule(50, "neighbour");
        schedule(60, "later");

        pass(100);

        assertThat(ran).containsExactly("neighbour", "later");
    }

    @Test
    void afterAStandstillEverythingDueRunsInOrder() {
        schedule(20, "first");
        schedule(15_000, "second");
        schedule(29_990, "third");
        schedule(30_010, "fourth");

        pass(30_000);

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void aHundredThousandTimeoutsLeaveNothingBehind() {
        Random random = new Random(3);
        List<Timers.Timeout> timeouts = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            timeouts.add(wheel.schedule(Duration.ofMillis(random.nextInt(120_000)), () -> ran.add("never")));
        }
        assertThat(wheel.pending()).isEqualTo(100_000);

        timeouts.forEach(Timers.Timeout::cancel);

        assertThat(wheel.pending()).isZero();
        pass(130_000);
        assertThat(ran).isEmpty();
    }

    @Test
    void whatIsScheduledWhileTheWheelTurnsIsNeitherLostNorDoubled() {
        int each = 20_000;
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger scheduled = new AtomicInteger();
        Race.Runner scheduler = () -> {
            for (int i = 0; i < each; i++) {
                wheel.schedule(Duration.ofMillis(i % 30), runs::incrementAndGet);
                scheduled.incrementAndGet();
            }
        };

        Race.between(scheduler, scheduler, () -> {
            while (scheduled.get() < 2 * each) {
                pass(10);
            }
        });
        // Less than one turn of the wheel: what had slipped into a slot just passed would still wait.
        pass(100);

        assertThat(runs).hasValue(2 * each);
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void whatIsCancelledWhileTheWheelTurnsEitherRanOrNot() {
        int each = 20_000;
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Race.Runner canceller = () -> {
            for (int i = 0; i < each; i++) {
                Timers.Timeout first = wheel.schedule(Duration.ofMillis(i % 20), runs::incrementAndGet);
                wheel.schedule(Duration.ofMillis(i % 20), runs::incrementAndGet);
                first.cancel();
            }
            done.incrementAndGet();
        };

        Race.between(canceller, canceller, () -> {
            while (done.get() < 2) {
                pass(10);
            }
        });
        pass(100);

        assertThat(runs.get()).isBetween(2 * each, 4 * each);
        assertThat(wheel.pending()).isZero();
    }

    private Timers.Timeout schedule(long millis, String name) {
        return wheel.schedule(Duration.ofMillis(millis), () -> ran.add(name));
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
        wheel.advance();
    }
}
