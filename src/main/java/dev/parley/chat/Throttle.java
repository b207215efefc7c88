package dev.parley.chat;

/** Lets something happen again only after a while. For one thread at a time. */
final class Throttle {

    private final long pauseNanos;
    private boolean used;
    private long last;

    Throttle(long pauseNanos) {
        this.pauseNanos = pauseNanos;
    }

    /** Whether it may happen now; if so, it is taken to have happened. */
    boolean permits(long now) {
        if (used && now - last < pauseNanos) {
            return false;
        }
        used = true;
        last = now;
        return true;
    }
}
