package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.security.RoomRules;
import dev.parley.socketio.Socket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReturnedRoomsTest {

    private final TestChat chat = new TestChat();

    @Test
    void thePolicyIsAskedAgainAndPrivateRoomsStay() {
        Socket socket = chat.socket(chat.joins("alice", "member"));
        Set<String> own = socket.rooms();
        Set<String> all = new java.util.HashSet<>(own);
        all.add("team-a");
        all.add("admin-a");
        ReturnedRooms rooms = new ReturnedRooms(RoomAdmission.atOnce(RoomRules.parse("team-*=member;admin-*=admin")));

        Set<String> allowed = rooms.allowed(socket, all).toCompletableFuture().join();

        assertThat(allowed).contains("team-a").doesNotContain("admin-a").containsAll(own);
    }

    @Test
    void aPolicyThatFailsRefuses() {
        Socket socket = chat.socket(chat.joins("alice"));
        ReturnedRooms rooms = new ReturnedRooms(RoomAdmission.atOnce((user, room) -> {
            throw new IllegalStateException("database");
        }));

        assertThat(rooms.allowed(socket, Set.of("lobby")).toCompletableFuture().join())
                .isEmpty();
    }
}
