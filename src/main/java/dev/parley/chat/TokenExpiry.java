package dev.parley.chat;

import dev.parley.engine.Timers;
import dev.parley.security.AuthenticatedUser;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.EventFilter;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import java.time.Duration;

/**
 * Disconnects sockets whose token has expired: by one time-out for each, and by the next event if that should come
 * before. In the turn of the socket's session.
 */
final class TokenExpiry implements EventFilter {

    /** The longest wait until the wall clock is looked at again, because it may have been set meanwhile. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final AttributeKey<Timers.Timeout> TIMEOUT =
            new AttributeKey<>("token expiry", Timers.Timeout.class);

    private final ChatTime time;
    private final Refusals refusals;

    TokenExpiry(ChatTime time, Refusals refusals) {
        this.time = time;
        this.refusals = refusals;
    }

    /** Watches over the token that the socket has now, in place of the one before. */
    void watch(Socket socket) {
        forget(socket);
        Duration left = left(SocketUser.of(socket));
        Duration wait = left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT;
        socket.attribute(TIMEOUT, time.schedule(wait, socket, () -> look(socket)));
    }

    /** The socket is gone, or gets another token. */
    void forget(Socket socket) {
        Timers.Timeout timeout = socket.attribute(TIMEOUT);
        if (timeout != null) {
            timeout.cancel();
        }
    }

    @Override
    public boolean allows(Socket socket, IncomingEvent event) {
        if (isExpired(SocketUser.of(socket))) {
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
        refusals.tell(
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
        return Duration.between(time.wall().instant(), user.expiresAt());
    }
}
