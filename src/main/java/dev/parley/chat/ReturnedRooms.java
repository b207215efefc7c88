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

/** Asks who comes back after a broken connection may still be in which rooms. Roles and rules may have changed. */
final class ReturnedRooms {

    private final RoomAdmission admission;

    ReturnedRooms(RoomAdmission admission) {
        this.admission = admission;
    }

    /**
     * Those of a socket's rooms that its user may be in now; the private rooms among them. Fails if the policy fails with
     * an error.
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
