package dev.parley.transport.upgrade;

import dev.parley.engine.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells operators of a {@link ReadLoop} that does not get round: nobody whom it reads is heard meanwhile, and no client
 * sees why. What is called on a loop must not block, so this says where the thread is. Each stall is told once. The timers'
 * thread looks; {@link #stalls} may be called by any thread.
 */
final class ReadLoopWatch {

    /** A round takes microseconds to milliseconds. A stall as long as this is one that people notice. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(ReadLoopWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Timers timers;
    private final LongAdder stalls = new LongAdder();
    /** The loops whose present stall has been told. */
    private final Set<ReadLoop> told = new HashSet<>();

    private volatile Timers.Timeout next = Timers.Timeout.NONE;
    private volatile boolean ended;

    ReadLoopWatch(Timers timers) {
        this.timers = timers;
    }

    /** Begins to watch. Called once. */
    void begin(List<ReadLoop> loops) {
        next = timers.schedule(INTERVAL, () -> look(loops));
    }

    /** Ends it. */
    void end() {
        ended = true;
        next.cancel();
    }

    /** How many stalls there were. */
    long stalls() {
        return stalls.sum();
    }

    private void look(List<ReadLoop> loops) {
        for (ReadLoop loop : loops) {
            Duration round = loop.inRound();
            if (round.compareTo(LIMIT) < 0) {
                told.remove(loop);
            } else if (told.add(loop)) {
                tell(loop, round);
            }
        }
        if (!ended) {
            begin(loops);
        }
    }

    private void tell(ReadLoop loop, Duration round) {
        stalls.increment();
        Throwable where = new Throwable("where the thread is");
        where.setStackTrace(loop.stack());
        LOG.log(
                Level.WARNING,
                "The thread " + loop.name() + " has not got round for " + round.toMillis()
                        + " ms: the WebSockets that it reads are not heard meanwhile",
                where);
    }
}
