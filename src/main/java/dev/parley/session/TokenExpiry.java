package dev.parley.session;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.engine.Timers;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.EventFilter;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import java.time.Clock;
import java.time.Duration;

/**
 * Disconnects sockets whose token has expired; those that have no token are left alone. Each socket has one time-out; an event that arrives after the expiry and
 * before the time-out also disconnects the socket. Runs on the serial executor of the socket's session.
 */
public final class TokenExpiry implements EventFilter {

    /**
     * The longest time between two checks of the wall clock. The wall clock is checked again because somebody may have
     * changed it meanwhile.
     */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final AttributeKey<Timers.Timeout> TIMEOUT =
            new AttributeKey<>("token expiry", Timers.Timeout.class);

    private final SocketTimers timers;
    private final Clock clock;
    private final SocketErrors errors;

    /** Takes the wall clock, by which tokens expire. */
    public TokenExpiry(SocketTimers timers, Clock clock, SocketErrors errors) {
        this.timers = timers;
        this.clock = clock;
        this.errors = errors;
    }

    /**
     * Schedules the time-out for the socket's current token and cancels the one for its previous token. The socket must
     * have a user.
     */
    public void watch(Socket socket) {
        forget(socket);
        Duration left = left(SocketUser.of(socket));
        Duration wait = left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT;
        socket.attribute(TIMEOUT, timers.schedule(wait, socket, () -> look(socket)));
    }

    /** Cancels the time-out: the socket has disconnected, or gets another token. */
    public void forget(Socket socket) {
        Timers.Timeout timeout = socket.attribute(TIMEOUT);
        if (timeout != null) {
            timeout.cancel();
        }
    }

    @Override
    public boolean allows(Socket socket, IncomingEvent event) {
        if (SocketUser.find(socket).filter(this::isExpired).isPresent()) {
            end(socket);
            return false;
        }
        return true;
    }

    private void look(Socket socket) {
        if (!socket.isConnected()) {
            return;
        }
        if (isExpired(SocketUser.of(socket))) {
            end(socket);
        } else {
            watch(socket);
        }
    }

    private void end(Socket socket) {
        errors.tell(
                socket,
                new RefusedException(
                        ErrorCode.AUTHENTICATION_FAILED, "Your token has expired. Connect again with a new one."));
        socket.disconnect(true);
    }

    private boolean isExpired(AuthenticatedUser user) {
        Duration left = left(user);
        return left.isNegative() || left.isZero();
    }

    private Duration left(AuthenticatedUser user) {
        return Duration.between(clock.instant(), user.expiresAt());
    }
}
