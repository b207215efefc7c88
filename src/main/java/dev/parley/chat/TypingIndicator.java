package dev.parley.chat;

import dev.parley.engine.Timers;
import dev.parley.socketio.Socket;
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
    private final Socket socket;
    private final Runnable ended;
    private final Throttle starts;
    private final Throttle stops;
    private Timers.Timeout timeout = Timers.Timeout.NONE;
    private boolean shown;
    private long lastStart;

    /**
     * An indicator that is not shown.
     *
     * @param ended tells the others that it has ended by itself
     */
    TypingIndicator(ChatSettings settings, ChatTime time, Socket socket, Runnable ended) {
        this.settings = settings;
        this.time = time;
        this.socket = socket;
        this.ended = ended;
        this.starts = new Throttle(settings.typingThrottle().toNanos());
        this.stops = new Throttle(settings.typingThrottle().toNanos());
    }

    boolean isShown() {
        return shown;
    }

    /**
     * The user types.
     *
     * @return whether the others shall be told
     */
    boolean start() {
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
            await(settings.typingTimeout());
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

    /** Looks only now whether there were more starts, so that all of them together cost one time-out. */
    private void lapse() {
        if (!shown) {
            return;
        }
        Duration left = settings.typingTimeout().minusNanos(time.monotonic().nanos() - lastStart);
        if (left.isNegative() || left.isZero()) {
            hide();
            ended.run();
        } else {
            await(left);
        }
    }

    private void await(Duration delay) {
        timeout.cancel();
        timeout = time.schedule(delay, socket, this::lapse);
    }
}
