package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.limits.Decision;
import dev.parley.limits.RateLimit;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.EventFilter;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/**
 * Lets a user's events through as long as they are not too many. A socket that takes no notice of its refusals is
 * disconnected. Refusals are counted by socket and not by user, so that a client that has run wild does not take the
 * user's other devices down with it.
 */
final class EventLimit implements EventFilter {

    /** So many refusals in a row are no mistake any more. */
    static final int MAX_REFUSALS = 100;

    private static final AttributeKey<Integer> REFUSALS = new AttributeKey<>("refusals in a row", Integer.class);

    private final RateLimit limit;
    private final Refusals refusals;

    EventLimit(RateLimit limit, Refusals refusals) {
        this.limit = limit;
        this.refusals = refusals;
    }

    @Override
    public boolean allows(Socket socket, IncomingEvent event) {
        Decision decision = limit.tryAcquire(SocketUser.of(socket).id());
        Integer before = socket.attribute(REFUSALS);
        if (decision.allowed()) {
            if (before != null && before > 0) {
                socket.attribute(REFUSALS, 0);
            }
            return true;
        }
        int inARow = before == null ? 1 : before + 1;
        socket.attribute(REFUSALS, inARow);
        refuse(socket, event, decision.retryAfter().toMillis(), inARow);
        return false;
    }

    private void refuse(Socket socket, IncomingEvent event, long retryAfterMs, int inARow) {
        boolean last = inARow >= MAX_REFUSALS;
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
