package dev.parley.session;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.engine.MonotonicClock;
import dev.parley.limits.RateLimit;
import dev.parley.limits.RateLimitDecision;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.EventFilter;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/**
 * Applies the rate limit to the events of a user, or of a socket that has no user. A socket that ignores its refusals is disconnected at refusal number
 * {@link #MAX_REFUSALS} within one window of the limit. Events that were allowed in between do not reset the count: the
 * limit refills evenly, so some events are always allowed. Refusals are counted by socket and not by user, so that a
 * faulty client does not disconnect the user's other devices.
 */
public final class EventLimit implements EventFilter {

    /** The number of refusals in one window at which a socket is disconnected. */
    public static final int MAX_REFUSALS = 100;

    /** No user's id begins with it. */
    private static final String NO_USER = "\0";

    private static final AttributeKey<Refused> REFUSED = new AttributeKey<>("refused events", Refused.class);

    private final RateLimit limit;
    private final MonotonicClock clock;
    private final SocketErrors errors;

    /** Takes the same clock as the limit. */
    public EventLimit(RateLimit limit, MonotonicClock clock, SocketErrors errors) {
        this.limit = limit;
        this.clock = clock;
        this.errors = errors;
    }

    /**
     * The refusals of a socket in its current window. The window begins with the first refusal.
     *
     * @param since the time of the first refusal, by the monotonic clock, in nanoseconds
     * @param count the number of refusals in the window
     */
    private record Refused(long since, int count) {}

    @Override
    public boolean allows(Socket socket, IncomingEvent event) {
        RateLimitDecision decision = limit.tryAcquire(key(socket));
        if (decision.allowed()) {
            return true;
        }
        refuse(socket, event, decision.retryAfter().toMillis(), count(socket));
        return false;
    }

    /** Whose events are counted together: a user's, or those of a socket that has no user. */
    private static String key(Socket socket) {
        return SocketUser.find(socket).map(AuthenticatedUser::id).orElseGet(() -> NO_USER + socket.id());
    }

    /** Counts one refusal of a socket. Runs on the session's serial executor. */
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
        errors.refuseAnyEvent(
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
