package dev.parley.chat;

/** Permits an action only if a minimum time has passed since the last one. Not thread-safe. */
final class Throttle {

    private final long pauseNanos;
    private boolean used;
    private long last;

    Throttle(long pauseNanos) {
        this.pauseNanos = pauseNanos;
    }

    /** Whether the action is permitted now; if so, it counts as done at this time. */
    boolean permits(long now) {
        if (used && now - last < pauseNanos) {
            return false;
        }
        used = true;
        last = now;
        return true;
    }
}
