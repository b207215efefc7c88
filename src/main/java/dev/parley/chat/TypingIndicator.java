package dev.parley.chat;

import dev.parley.engine.Timers;
import dev.parley.socketio.Socket;
import java.time.Duration;

/**
 * The typing state of one socket in one room, as the other members see it. Used only on the serial executor of the
 * socket's session.
 *
 * <p>A start shows the indicator and is sent to the others, unless another start was sent within the throttle time.
 * While the indicator is shown, each start extends its time. A stop is always sent if the indicator is shown; otherwise
 * it is a repetition, and the throttle applies.
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
     * @param ended tells the others that typing has ended by the time-out
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
     * The user is typing.
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
     * The user has stopped typing.
     *
     * @return whether the others shall be told
     */
    boolean stop() {
        boolean permitted = stops.permits(time.monotonic().nanos());
        return hide() || permitted;
    }

    /**
     * Hides the indicator.
     *
     * @return whether it was shown
     */
    boolean hide() {
        boolean before = shown;
        shown = false;
        timeout.cancel();
        return before;
    }

    /**
     * The time-out has expired. Only now it is checked whether there were further starts, so that all of them need one
     * time-out.
     */
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
