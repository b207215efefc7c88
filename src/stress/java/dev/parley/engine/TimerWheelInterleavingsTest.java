package dev.parley.engine;

import dev.parley.stress.Interleavings;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

class TimerWheelInterleavingsTest {

    /**
     * The wheel with a clock that goes on by a tick at each turn. What is done by whom is told apart by its bit, so that a turn
     * answers what has run in it, and twice is another number than once.
     */
    public static class Operations {

        private static final int BITS = 4;

        private final AtomicLong nanos = new AtomicLong();
        private final TimerWheel wheel = new TimerWheel(nanos::get);
        private final AtomicLong ran = new AtomicLong();
        private final Timers.Timeout first = wheel.schedule(TimerWheel.TICK, () -> ran.addAndGet(1));

        /** Something for so many ticks later. */
        @Operation
        public void schedule(@Param(gen = IntGen.class, conf = "0:2") int ticks) {
            wheel.schedule(TimerWheel.TICK.multipliedBy(ticks), () -> ran.addAndGet(1L << BITS * (1 + ticks)));
        }

        /** Forgets what has waited since the beginning. */
        @Operation
        public void cancel() {
            first.cancel();
        }

        /** A tick; one thread at a time. */
        @Operation(nonParallelGroup = "turning")
        public long turn() {
            long before = ran.get();
            nanos.addAndGet(TimerWheel.TICK.toNanos());
            wheel.advance();
            return ran.get() - before;
        }

        /** As long as anything may wait; then all has run and nothing is left. */
        @Operation(nonParallelGroup = "turning")
        public long turnToTheEnd() {
            long before = ran.get();
            for (int i = 0; i < 3; i++) {
                nanos.addAndGet(TimerWheel.TICK.toNanos());
                wheel.advance();
            }
            return ran.get() - before;
        }
    }

    @Test
    void whateverMeetsATurnOfTheWheelRunsOnceAndAtItsTime() {
        Interleavings.areLinearizable(Operations.class);
    }
}
