package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Race;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients on threads of their own. */
class ChatRaceTest {

    private static final int ROUNDS = 1000;

    private final TestChat chat = new TestChat();

    @Test
    void whoeverComesAndGoesIsLastSeenAsItIs() {
        ChatClient observer = chat.joins("observer").in("lobby");
        for (int round = 0; round < ROUNDS; round++) {
            ChatClient leaving = chat.joins("alice").in("lobby");
            ChatClient[] staying = new ChatClient[1];
            boolean stays = round % 2 == 0;

            Race.between(leaving::vanishes, () -> {
                staying[0] = chat.joins("alice").in("lobby");
                staying[0].emit("presence-update", "'away'");
                if (!stays) {
                    staying[0].vanishes();
                }
            });

            assertThat(lastStatus(observer)).isEqualTo(stays ? "away" : "offline");
            if (stays) {
                staying[0].vanishes();
            }
        }
        assertThat(chat.namespace().sockets()).hasSize(1);
    }

    @Test
    @BadInput(62)
    void aNewcomerIsNotLeftWithAGhost() {
        for (int round = 0; round < ROUNDS; round++) {
            ChatClient alice = chat.joins("alice").in("lobby");
            ChatClient newcomer = chat.joins("newcomer");

            Race.between(alice::vanishes, () -> newcomer.in("lobby"));

            List<JsonObject> news = newcomer.heard("presence-update");
            if (!news.isEmpty()) {
                assertThat(news.get(news.size() - 1).getString("status")).isEqualTo("offline");
            }
            newcomer.vanishes();
        }
    }

    @Test
    void aRoomThatIsJoinedWhileItsLastMemberGoesIsKnownAsLongAsSomebodyIsThere() {
        for (int round = 0; round < ROUNDS; round++) {
            ChatClient last = chat.joins("alice").in("lobby");
            ChatClient next = chat.joins("bob");
            boolean vanishing = round % 2 == 0;

            Race.between(
                    () -> {
                        if (vanishing) {
                            last.vanishes();
                        } else {
                            last.emit("leave-room", "{'room':'lobby'}");
                        }
                    },
                    () -> next.emit("join-room", "{'room':'lobby','metadata':{'by':'bob'}}"));

            assertThat(chat.rooms().known()).isOne();
            assertThat(chat.rooms().room("lobby").orElseThrow().members()).containsExactly(next.sid());
            next.vanishes();
            last.vanishes();
            assertThat(chat.rooms().known()).isZero();
        }
    }

    @Test
    void ofTwoWhoCreateARoomBothSeeTheSameMetadata() {
        for (int round = 0; round < ROUNDS; round++) {
            ChatClient alice = chat.joins("alice");
            ChatClient bob = chat.joins("bob");
            Race.between(
                    () -> alice.emit("join-room", "{'room':'lobby','metadata':{'by':'alice'}}"),
                    () -> bob.emit("join-room", "{'room':'lobby','metadata':{'by':'bob'}}"));

            List<Integer> counts = List.of(
                    alice.heardOne("room-joined").getInt("memberCount"),
                    bob.heardOne("room-joined").getInt("memberCount"));
            assertThat(counts).containsExactlyInAnyOrder(1, 2);
            assertThat(chat.rooms().room("lobby").orElseThrow().metadata().getString("by"))
                    .isEqualTo(counts.get(0) == 1 ? "alice" : "bob");
            alice.vanishes();
            bob.vanishes();
        }
    }

    @Test
    @BadInput(62)
    void afterEverybodyIsGoneNothingIsLeft() {
        Race.Runner visitor = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                ChatClient client = chat.joins("user-" + i % 3).in("lobby", "room-" + i % 5);
                client.emit("typing-start", "{'room':'lobby'}");
                client.emit("presence-update", "'busy'");
                client.emit("message", "{'room':'lobby','content':'x','type':'text'}");
                client.emit("leave-room", "{'room':'lobby'}");
                client.vanishes();
            }
        };
        chat.engine();

        Race.between(visitor, visitor, visitor);

        assertThat(chat.namespace().sockets()).isEmpty();
        assertThat(chat.namespace().adapter().localRooms()).isEmpty();
        assertThat(chat.rooms().known()).isZero();
        assertThat(chat.time().pending()).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(chat.presence()
                            .of("user-" + i)
                            .toCompletableFuture()
                            .join()
                            .isConnected())
                    .isFalse();
        }
    }

    private static String lastStatus(ChatClient observer) {
        List<JsonObject> updates = observer.heard("presence-update");
        return updates.get(updates.size() - 1).getString("status");
    }
}
