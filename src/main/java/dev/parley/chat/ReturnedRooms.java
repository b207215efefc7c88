package dev.parley.chat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.socketio.Socket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the rooms that a socket may still be in when it comes back after a broken connection. Its user's roles and the
 * rules may have changed meanwhile.
 */
final class ReturnedRooms {

    private final RoomAdmission admission;

    ReturnedRooms(RoomAdmission admission) {
        this.admission = admission;
    }

    /**
     * Returns those of a socket's rooms that its user may be in now. The socket's private rooms stay among them. Fails if
     * the policy fails.
     */
    CompletionStage<Set<String>> allowed(Socket socket, Set<String> rooms) {
        Optional<AuthenticatedUser> user = SocketUser.find(socket);
        Set<String> asked = RoomDirectory.forPeople(socket, rooms);
        Set<String> own = new HashSet<>(rooms);
        own.removeAll(asked);
        CompletionStage<Set<String>> allowed = CompletableFuture.completedStage(own);
        if (user.isEmpty()) {
            return allowed;
        }
        for (String room : asked) {
            allowed = allowed.thenCompose(
                    soFar -> admission.ask(user.get(), room).thenApply(may -> may ? with(soFar, room) : soFar));
        }
        return allowed;
    }

    private static Set<String> with(Set<String> rooms, String room) {
        Set<String> more = new HashSet<>(rooms);
        more.add(room);
        return more;
    }
}
