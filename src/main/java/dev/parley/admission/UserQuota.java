package dev.parley.admission;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.ErrorCode;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketQuota;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Limits the connections of each user to this node. The limit is checked when a socket joins, never at the handshake,
 * even if the handshake has a token: in a browser, a page can read the data of a CONNECT_ERROR, but not the status of a
 * WebSocket handshake.
 */
public final class UserQuota implements SocketQuota {

    private final int maxConnections;
    private final Clock clock;
    /** The number of connections by user id; users without a connection have no entry. */
    private final ConcurrentMap<String, Integer> connections = new ConcurrentHashMap<>();

    /**
     * Creates a quota for each user.
     *
     * @param clock gives the timestamps of refusals
     */
    public UserQuota(int maxConnections, Clock clock) {
        this.maxConnections = maxConnections;
        this.clock = clock;
    }

    @Override
    public Optional<ConnectDecision.Refused> take(Socket socket) {
        Optional<String> user = SocketUser.find(socket).map(AuthenticatedUser::id);
        return user.isEmpty() || take(user.get()) ? Optional.empty() : Optional.of(refused());
    }

    /** Reserves a connection for the user; false if the user has no more left. */
    boolean take(String user) {
        boolean[] taken = new boolean[1];
        connections.compute(user, (key, open) -> {
            int before = open == null ? 0 : open;
            taken[0] = before < maxConnections;
            return taken[0] ? Integer.valueOf(before + 1) : open;
        });
        return taken[0];
    }

    @Override
    public void giveBack(Socket socket) {
        SocketUser.find(socket).map(AuthenticatedUser::id).ifPresent(this::giveBack);
    }

    /** Releases a connection of the user. */
    void giveBack(String user) {
        connections.computeIfPresent(user, (key, open) -> open == 1 ? null : open - 1);
    }

    /** The number of users with a connection; for the tests. */
    int users() {
        return connections.size();
    }

    /** Waiting does not help, so the details have the limit and no {@code retryAfterMs}. */
    private ConnectDecision.Refused refused() {
        ChatError error = new ChatError(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "You have " + maxConnections
                        + " connections, and may not have more. Close one before you open another.",
                JSON.createObjectBuilder().add("maxConnections", maxConnections).build(),
                clock.instant());
        return new ConnectDecision.Refused(error.message(), error.toJson());
    }
}
