package dev.parley.redis.connection;

import dev.parley.engine.MonotonicClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Logs when Redis is lost and when it works again, in one sentence each. There is at most one warning in
 * {@link #REPEAT}, and the same reason is not logged twice in a row during one outage. A recovery is logged only if the
 * outage was logged. Thread-safe.
 */
public final class OutageLog {

    /** At most one warning is logged in this time, whatever fails. */
    static final Duration REPEAT = Duration.ofMinutes(1);

    private final Logger log;
    private final MonotonicClock clock;
    private final String lost;
    private final String well;
    private boolean isTold;
    private String last = "";
    private long lastTold;

    /**
     * Creates a log that has reported nothing yet.
     *
     * @param lost the text for the beginning of an outage; the reason follows it
     * @param well the text for its end
     */
    public OutageLog(Logger log, MonotonicClock clock, String lost, String well) {
        this.log = log;
        this.clock = clock;
        this.lost = lost;
        this.well = well;
        this.lastTold = clock.nanos() - REPEAT.toNanos();
    }

    /** Reports a failure. */
    public synchronized void lost(Throwable cause) {
        String reason = RedisErrorText.sentence(cause);
        boolean isLongAgo = clock.nanos() - lastTold >= REPEAT.toNanos();
        if (isLongAgo && !(isTold && reason.equals(last))) {
            log.log(Level.WARNING, "{0}: {1}", lost, reason);
            isTold = true;
            last = reason;
            lastTold = clock.nanos();
        } else {
            log.log(Level.DEBUG, lost, cause);
        }
    }

    /** Reports that Redis has worked for a while. Does nothing if no outage has been logged since the last call. */
    public synchronized void well() {
        if (isTold) {
            isTold = false;
            last = "";
            log.log(Level.INFO, well);
        }
    }
}
