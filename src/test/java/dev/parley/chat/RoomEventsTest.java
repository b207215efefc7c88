package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import dev.parley.security.RoomRules;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomEventsTest {

    private final TestChat chat = new TestChat();

    @Test
    void joiningAnswersWithTheRoomAndItsSizeInTheAckAndInTheEvent() {
        chat.joins("bob").in("lobby");
        ChatClient alice = chat.joins("alice");

        JsonObject ack = alice.askFor("join-room", "{'room':'lobby'}");

        assertThat(ack).isEqualTo(ChatClient.parse("{\"success\":true,\"room\":\"lobby\",\"memberCount\":2}"));
        assertThat(alice.heardOne("room-joined")).isEqualTo(ack);
        assertThat(chat.socket(alice).isIn("lobby")).isTrue();
    }

    @Test
    void joiningWithoutAskingForAnAckIsToldByTheEvent() {
        ChatClient alice = chat.joins("alice");

        alice.emit("join-room", "{'room':'lobby'}");

        assertThat(alice.heard()).containsExactly("room-joined");
    }

    @Test
    void membersAreSocketsAndNotUsers() {
        chat.joins("alice").in("lobby");

        JsonObject ack = chat.joins("alice").askFor("join-room", "{'room':'lobby'}");

        assertThat(ack.getInt("memberCount")).isEqualTo(2);
    }

    @Test
    void joiningTwiceIsASuccessAndCountsOnce() {
        ChatClient alice = chat.joins("alice").in("lobby");

        JsonObject ack = alice.askFor("join-room", "{'room':'lobby'}");

        assertThat(ack.getBoolean("success")).isTrue();
        assertThat(ack.getInt("memberCount")).isOne();
        assertThat(alice.heard("room-joined")).hasSize(2);
    }

    @Test
    void leavingAnswersInTheAckAndInTheEvent() {
        ChatClient alice = chat.joins("alice").in("lobby");

        JsonObject ack = alice.askFor("leave-room", "{'room':'lobby'}");

        assertThat(ack).isEqualTo(ChatClient.parse("{\"success\":true,\"room\":\"lobby\"}"));
        assertThat(alice.heardOne("room-left")).isEqualTo(ack);
        assertThat(chat.socket(alice).isIn("lobby")).isFalse();
    }

    @Test
    void leavingARoomOneIsNotInIsAnInvalidRoom() {
        ChatClient alice = chat.joins("alice");

        JsonObject ack = alice.askFor("leave-room", "{'room':'lobby'}");

        assertThat(ack.getBoolean("success")).isFalse();
        assertThat(ack.getString("room")).isEqualTo("lobby");
        JsonObject error = ack.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("INVALID_ROOM");
        assertThat(error.getString("timestamp")).isEqualTo(chat.now());
        assertThat(error.getString("message")).isNotBlank();
        assertThat(error.getJsonObject("details").getString("room")).isEqualTo("lobby");
        assertThat(alice.heard("room-error")).containsExactly(error);
    }

    @Test
    void aRefusalOfARoomIsNotToldASecondTimeAsAGeneralError() {
        ChatClient alice = chat.joins("alice");

        alice.emit("leave-room", "{'room':'lobby'}");

        assertThat(alice.heard()).containsExactly("room-error");
    }

    @Test
    void nobodyCanLeaveTheRoomThatTheSocketHasFromTheEngine() {
        ChatClient alice = chat.joins("alice");

        JsonObject ack = alice.askFor("leave-room", "{'room':'" + alice.sid() + "'}");

        assertThat(code(ack)).isEqualTo("INVALID_ROOM");
        assertThat(chat.socket(alice).isIn(alice.sid())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\\t", "a\\u0000b", "\\u0001user:bob", "a\\nb", "a\\u0085b", "\\u3000", "\\ud800x"})
    void refusesAnInvalidName(String name) {
        ChatClient alice = chat.joins("alice");

        JsonObject ack = alice.askFor("join-room", "{'room':'" + name + "'}");

        assertThat(code(ack)).isEqualTo("INVALID_ROOM");
        assertThat(ack.getInt("memberCount")).isZero();
        assertThat(ack.getJsonObject("error").getJsonObject("details").getString("field"))
                .isEqualTo("room");
        assertThat(alice.heard()).containsExactly("room-error");
        assertThat(chat.rooms().rooms()).isEmpty();
    }

    @Test
    void aNameMayHave128CharactersAndNoMore() {
        ChatClient alice = chat.joins("alice").in("r".repeat(128));

        JsonObject ack = alice.askFor("join-room", "{'room':'" + "r".repeat(129) + "'}");

        assertThat(code(ack)).isEqualTo("INVALID_ROOM");
        assertThat(ack.getString("room")).as("not repeated").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"general chat", "émigrés", "日本語", "😀", "a/b#c,[\\\"x\\\"]", "__proto__"})
    void aNameMayBeInAnyLanguage(String name) {
        ChatClient alice = chat.joins("alice");

        assertThat(alice.askFor("join-room", "{'room':'" + name + "'}").getBoolean("success"))
                .isTrue();
    }

    @Test
    void nobodyCanJoinTheRoomOfASocket() {
        ChatClient bob = chat.joins("bob");
        ChatClient mallory = chat.joins("mallory");

        JsonObject ack = mallory.askFor("join-room", "{'room':'" + bob.sid() + "'}");
        chat.joins("alice").emit("message", "{'to':'" + bob.sid() + "','content':'psst','type':'text'}");

        assertThat(code(ack)).isEqualTo("INVALID_ROOM");
        assertThat(mallory.heard()).containsExactly("room-error");
        assertThat(bob.heard()).containsExactly("message");
    }

    @Test
    void evenWhoIsPutIntoTheRoomOfASocketHearsNothingPrivate() {
        ChatClient bob = chat.joins("bob");
        ChatClient mallory = chat.joins("mallory");
        chat.socket(mallory).join(List.of(bob.sid()));

        chat.joins("alice").emit("message", "{'to':'" + bob.sid() + "','content':'psst','type':'text'}");

        assertThat(mallory.heard()).isEmpty();
    }

    @Test
    void thePolicyKeepsOthersOut() {
        TestChat guarded = new TestChat().withPolicy(RoomRules.parse("admin-*=admin;*=**"));
        ChatClient alice = guarded.joins("alice", "admin").in("admin-room", "lobby");
        ChatClient bob = guarded.joins("bob").in("lobby");
        alice.heard();
        bob.heard();

        JsonObject ack = bob.askFor("join-room", "{'room':'admin-room'}");

        assertThat(code(ack)).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(ack.getInt("memberCount"))
                .as("of a room that is none of his business")
                .isZero();
        assertThat(bob.heard()).containsExactly("room-error");
        assertThat(alice.heard()).isEmpty();
        assertThat(guarded.socket(bob).isIn("admin-room")).isFalse();
    }

    @Test
    void aPolicyThatFailsKeepsEverybodyOut() {
        TestChat broken = new TestChat().withPolicy((user, room) -> {
            throw new IllegalStateException("secret of the server");
        });

        JsonObject ack = broken.joins("alice").askFor("join-room", "{'room':'lobby'}");

        assertThat(code(ack)).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(ack.toString()).doesNotContain("secret");
    }

    @Test
    void thePolicyIsNotAskedAboutThoseWhoAreIn() {
        boolean[] open = {true};
        TestChat closing = new TestChat().withPolicy((user, room) -> open[0]);
        ChatClient alice = closing.joins("alice").in("lobby");
        open[0] = false;

        assertThat(alice.askFor("join-room", "{'room':'lobby'}").getBoolean("success"))
                .isTrue();
    }

    @Test
    void aSocketCanBeInSoManyRoomsAndNoMoreUntilItLeavesOne() {
        TestChat small = new TestChat().with(new ChatSettings(2, true));
        ChatClient alice = small.joins("alice").in("a", "b");
        alice.heard();

        JsonObject ack = alice.askFor("join-room", "{'room':'c'}");

        assertThat(code(ack)).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(ack.getJsonObject("error").getJsonObject("details").getInt("maxRooms"))
                .isEqualTo(2);
        assertThat(alice.heard()).containsExactly("room-error");
        alice.in("a");
        alice.emit("leave-room", "{'room':'b'}");
        alice.in("c");
    }

    @Test
    void theMetadataOfAllRoomsTakeSoMuchAndNoMoreUntilARoomEnds() {
        Duration second = Duration.ofSeconds(1);
        TestChat small = new TestChat().with(new ChatSettings(100, true, second, second).withMaxRoomMetadata(30));
        ChatClient alice = small.joins("alice");
        ChatClient bob = small.joins("bob");
        String metadata = "'metadata':{'topic':'news'}}";
        alice.emit("join-room", "{'room':'a'," + metadata);
        alice.heard();

        JsonObject ack = alice.askFor("join-room", "{'room':'b'," + metadata);

        assertThat(code(ack)).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(ack.getJsonObject("error").getJsonObject("details").getString("field"))
                .isEqualTo("metadata");
        assertThat(small.rooms().room("b")).isEmpty();
        assertThat(bob.askFor("join-room", "{'room':'a'," + metadata).getBoolean("success"))
                .as("who creates no room needs none of it")
                .isTrue();
        alice.in("c");
        alice.emit("leave-room", "{'room':'a'}");
        assertThat(code(alice.askFor("join-room", "{'room':'b'," + metadata)))
                .as("bob is still in the room")
                .isEqualTo("RATE_LIMIT_EXCEEDED");

        bob.vanishes();

        assertThat(alice.askFor("join-room", "{'room':'b'," + metadata).getBoolean("success"))
                .isTrue();
    }

    @Test
    @BadInput(57)
    void aFloodOfJoinsStopsAtTheLimit() {
        ChatClient alice = chat.joins("alice");

        for (int i = 0; i < 1000; i++) {
            alice.emit("join-room", "{'room':'room-" + i + "'}");
        }

        assertThat(chat.rooms().rooms()).hasSize(100);
    }

    private static String code(JsonObject ack) {
        assertThat(ack.getBoolean("success")).isFalse();
        return ack.getJsonObject("error").getString("code");
    }
}
