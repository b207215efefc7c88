package dev.parley.admin;

import dev.parley.chat.directory.ConnectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A user with sockets.
 *
 * @param userId the id
 * @param sockets the ids of the user's sockets, sorted
 */
record ConnectedUser(String userId, List<String> sockets) {

    /** Copies the ids. */
    ConnectedUser {
        sockets = List.copyOf(sockets);
    }

    /** The users of sockets. A socket of a server that does not tell its user is nobody's. */
    static List<ConnectedUser> of(List<ConnectionInfo> connections) {
        Map<String, List<String>> byUser = new TreeMap<>();
        for (ConnectionInfo connection : connections) {
            if (!connection.userId().isEmpty()) {
                byUser.computeIfAbsent(connection.userId(), id -> new ArrayList<>())
                        .add(connection.socketId());
            }
        }
        return byUser.entrySet().stream()
                .map(user -> new ConnectedUser(
                        user.getKey(), user.getValue().stream().sorted().toList()))
                .toList();
    }
}
