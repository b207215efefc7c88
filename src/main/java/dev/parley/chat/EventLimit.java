package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.Clock;
import dev.parley.limits.Decision;
import dev.parley.limits.RateLimit;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.EventFilter;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/**
 * Lets a user's events through as long as they are not too many. A socket that takes no notice of its refusals is
 * disconnected: the one whose refusals within a window are {@link #MAX_REFUSALS}, whatever was allowed in between, since
 * the allowance comes back evenly and something always is. Refusals are counted by socket and not by user, so that a
 * client that has run wild does not take the user's other devices down with it.
 */
final class EventLimit implements EventFilter {

    /** So many refusals in one window are no mistake any more. */
    static final int MAX_REFUSALS = 100;

    private static final AttributeKey<Refused> REFUSED = new AttributeKey<>("refused events", Refused.class);

    private final RateLimit limit;
    private final Clock clock;
    private final Refusals refusals;

    /** The clock is that of the limit. */
    EventLimit(RateLimit limit, Clock clock, Refusals refusals) {
        this.limit = limit;
        this.clock = clock;
        this.refusals = refusals;
    }

    /**
     * The refusals of a socket in its current window, which begins with the first of them.
     *
     * @param since when that was, by the clock
     * @param count how many there have been
     */
    private record Refused(long since, int count) {}

    @Override
    public boolean allows(Socket socket, IncomingEvent event) {
        Decision decision = limit.tryAcquire(SocketUser.of(socket).id());
        if (decision.allowed()) {
            return true;
        }
        refuse(socket, event, decision.retryAfter().toMillis(), count(socket));
        return false;
    }

    /** Counts one refusal of a socket, in the turn of its session. */
    private int count(Socket socket) {
        long now = clock.nanos();
        Refused before = socket.attribute(REFUSED);
        boolean sameWindow =
                before != null && now - before.since() < limit.window().toNanos();
        Refused after = sameWindow ? new Refused(before.since(), before.count() + 1) : new Refused(now, 1);
        socket.attribute(REFUSED, after);
        return after.count();
    }

    private void refuse(Socket socket, IncomingEvent event, long retryAfterMs, int refused) {
        boolean last = refused >= MAX_REFUSALS;
        refusals.refuseAnyEvent(
                socket,
                event,
                new RefusedException(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        last
                                ? "Too many events. This connection is closed because it did not slow down."
                                : "Too many events. Wait " + retryAfterMs + " ms before the next one.",
                        JSON.createObjectBuilder()
                                .add("retryAfterMs", retryAfterMs)
                                .build()));
        if (last) {
            socket.disconnect(true);
        }
    }
}
