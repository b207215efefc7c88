package dev.parley.admission;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.ChatError;
import dev.parley.chat.ErrorCode;
import dev.parley.chat.SocketUser;
import dev.parley.security.AuthenticatedUser;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;

/**
 * Refuses a user who has all the connections that one user may have on this node. Asked at the CONNECT and never at the
 * handshake, wherever the token came from: a browser shows its page the data of a CONNECT_ERROR, but not the status of a
 * WebSocket handshake. Connections are looked at, not reserved: those made at the same instant may exceed the limit by a
 * few.
 */
public final class UserCapacityGuard implements ConnectGuard {

    private final ConnectGuard identification;
    private final int maxConnections;
    private final ToIntFunction<String> openConnections;
    private final Clock clock;

    /**
     * A guard after another one.
     *
     * @param identification the guard that finds out who the user is, and sets {@link SocketUser#KEY}
     * @param openConnections counts a user's connections to this node, by the user's id
     * @param clock tells the time of refusals
     */
    public UserCapacityGuard(
            ConnectGuard identification, int maxConnections, ToIntFunction<String> openConnections, Clock clock) {
        this.identification = identification;
        this.maxConnections = maxConnections;
        this.openConnections = openConnections;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        return identification.decide(request).thenApply(this::withinCapacity);
    }

    private ConnectDecision withinCapacity(ConnectDecision decision) {
        boolean full = decision instanceof ConnectDecision.Admitted admitted
                && admitted.attributes().get(SocketUser.KEY) instanceof AuthenticatedUser user
                && openConnections.applyAsInt(user.id()) >= maxConnections;
        return full ? refused() : decision;
    }

    /** Waiting does not help, so there is no {@code retryAfterMs} but the limit in the details. */
    private ConnectDecision refused() {
        ChatError error = new ChatError(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "You have " + maxConnections
                        + " connections, and may not have more. Close one before you open another.",
                JSON.createObjectBuilder().add("maxConnections", maxConnections).build(),
                clock.instant());
        return new ConnectDecision.Refused(error.message(), error.toJson());
    }
}
