package dev.parley.chat;

import dev.parley.engine.Timers;
import java.time.Duration;

/**
 * Whether one socket types in one room, as the others see it. In the turn of the socket's session.
 *
 * <p>A start shows the indicator, or keeps it up; it is told to the others unless one was told a moment ago. A stop is
 * told if it changes what the others see; one that changes nothing is a repetition like any other.
 */
final class TypingIndicator {

    private final ChatSettings settings;
    private final ChatTime time;
    private final Throttle starts;
    private final Throttle stops;
    private Timers.Timeout timeout = Timers.Timeout.NONE;
    private boolean shown;
    private long lastStart;

    TypingIndicator(ChatSettings settings, ChatTime time) {
        this.settings = settings;
        this.time = time;
        this.starts = new Throttle(settings.typingThrottle().toNanos());
        this.stops = new Throttle(settings.typingThrottle().toNanos());
    }

    boolean isShown() {
        return shown;
    }

    /**
     * The user types.
     *
     * @param lapsed told, on the timers' thread, that it may be time to call {@link #lapse}
     * @return whether the others shall be told
     */
    boolean start(Runnable lapsed) {
        long now = time.monotonic().nanos();
        if (shown) {
            lastStart = now;
        }
        if (!starts.permits(now)) {
            return false;
        }
        if (!shown) {
            shown = true;
            lastStart = now;
            timeout = time.timers().schedule(settings.typingTimeout(), lapsed);
        }
        return true;
    }

    /**
     * The user does not type any more.
     *
     * @return whether the others shall be told
     */
    boolean stop() {
        boolean permitted = stops.permits(time.monotonic().nanos());
        return hide() || permitted;
    }

    /** Takes it down; false when it was not up. */
    boolean hide() {
        boolean before = shown;
        shown = false;
        timeout.cancel();
        return before;
    }

    /**
     * Takes it down if the last start is long ago, otherwise sees to it that this is asked again in time. So a user who
     * keeps typing costs one time-out and not one for each start.
     *
     * @return whether the others shall be told
     */
    boolean lapse(Runnable lapsed) {
        if (!shown) {
            return false;
        }
        Duration left = settings.typingTimeout().minusNanos(time.monotonic().nanos() - lastStart);
        if (left.isNegative() || left.isZero()) {
            return hide();
        }
        timeout = time.timers().schedule(left, lapsed);
        return false;
    }
}
