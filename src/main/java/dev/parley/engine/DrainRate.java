package dev.parley.engine;

import java.time.Duration;

/**
 * Measures how fast one client reads its packets. A client is too slow if it has been behind for {@link #PATIENCE} and
 * has read less than {@link #BYTES_PER_SECOND} in that time. A client is behind if the same send is still under way, or
 * if its queue holds more bytes than the send buffer of the settings. So a burst that is larger than the send buffer
 * does not close a client that reads, and a client on a slow line may take as long as it needs.
 *
 * <p>One thread calls {@link #isTooSlow} at regular intervals.
 */
final class DrainRate {

    /**
     * Parley promises to close a client ten seconds after it stops reading; part of that time passes until the buffers
     * are full.
     */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    /**
     * The rate of a poor mobile connection: at this rate, a full send buffer of the usual size is sent in 16 seconds.
     */
    static final int BYTES_PER_SECOND = 64 * 1024;

    private final Window sending = new Window();
    private final Window backlog = new Window();
    private long send = Transport.NONE_UNDER_WAY;
    private boolean overfull;
    /** The value of {@code drained} at the last check; other threads read it. */
    private volatile long drainedThen;

    /**
     * Records the current state and says whether the client is too slow.
     *
     * @param sendUnderWay see {@link Transport#sendUnderWay()}
     * @param isOverfull whether the queue holds more bytes than the send buffer
     * @param drained the bytes that the client's side has accepted so far
     * @param now the time of a monotonic clock, in nanoseconds
     */
    boolean isTooSlow(long sendUnderWay, boolean isOverfull, long drained, long now) {
        drainedThen = drained;
        return isSendTooSlow(sendUnderWay, drained, now) | isBacklogTooSlow(isOverfull, drained, now);
    }

    /**
     * Estimates how long the client would take to read this number of bytes, from what it has read since the last
     * check. The result has no unit; it is only good for comparing clients. Any thread may call this.
     */
    double timeToDrain(long bytes, long drained) {
        return bytes / (double) (BYTES_PER_SECOND + Math.max(0, drained - drainedThen));
    }

    private boolean isSendTooSlow(long sendUnderWay, long drained, long now) {
        if (sendUnderWay == Transport.NONE_UNDER_WAY || sendUnderWay != send) {
            send = sendUnderWay;
            sending.begin(drained, now);
            return false;
        }
        return sending.isTooSlow(drained, now);
    }

    private boolean isBacklogTooSlow(boolean isOverfull, long drained, long now) {
        if (!isOverfull || !overfull) {
            overfull = isOverfull;
            backlog.begin(drained, now);
            return false;
        }
        return backlog.isTooSlow(drained, now);
    }

    /** Measures the rate over one period of time, and then over the next. */
    private static final class Window {

        private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

        private long since;
        private long drainedThen;

        void begin(long drained, long now) {
            since = now;
            drainedThen = drained;
        }

        boolean isTooSlow(long drained, long now) {
            long elapsed = now - since;
            if (elapsed < PATIENCE.toNanos()) {
                return false;
            }
            boolean tooSlow = (double) (drained - drainedThen) * NANOS_PER_SECOND < (double) BYTES_PER_SECOND * elapsed;
            begin(drained, now);
            return tooSlow;
        }
    }
}
