package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.engine.ManualTime;
import dev.parley.history.HistorySettings;
import dev.parley.history.LocalHistory;
import dev.parley.history.MessageHistory;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class HistoryEventsTest {

    private static final String TEA = "{'room':'tea'}";

    private final MessageHistory history =
            new LocalHistory(new HistorySettings(3, 10_000, Duration.ofHours(1)), new ManualTime().clock(), 1_000_000);
    private final TestChat chat = new TestChat().with(history);

    /** A history whose answer comes when the test gives it. */
    private static final class Slow implements MessageHistory {

        private final CompletableFuture<Optional<List<JsonObject>>> answer = new CompletableFuture<>();

        @Override
        public void keep(String room, JsonObject message) {}

        @Override
        public CompletionStage<Optional<List<JsonObject>>> last(String room, int limit) {
            return answer;
        }
    }

    private static void say(ChatClient client, String... contents) {
        for (String content : contents) {
            client.askFor("message", "{'room':'tea','type':'text','content':'" + content + "'}");
        }
    }

    private static List<String> contents(JsonObject ack) {
        assertThat(ack.getBoolean("success")).isTrue();
        return ack.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> message.getString("content"))
                .toList();
    }

    private static AuthenticatedUser user(String id, String role) {
        return new AuthenticatedUser(id, id, Set.of(role), Instant.MAX);
    }

    private static void assertRefused(JsonObject ack, String code) {
        assertThat(ack.getBoolean("success")).isFalse();
        assertThat(ack.getJsonArray("messages")).isEmpty();
        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo(code);
    }

    @Test
    void whoJoinsLaterReadsWhatWasSaidAsItWasHeard() {
        ChatClient ann = chat.joins("ann").in("tea");
        say(ann, "1", "2", "3", "4");
        List<JsonObject> heard = ann.heard("message");
        ChatClient bob = chat.joins("bob").in("tea");

        JsonObject all = bob.askFor("room-history", TEA);

        assertThat(all.keySet()).containsExactly("success", "room", "messages");
        assertThat(all.getString("room")).isEqualTo("tea");
        assertThat(all.getJsonArray("messages").getValuesAs(JsonObject.class)).isEqualTo(heard.subList(1, 4));
        assertThat(contents(bob.askFor("room-history", "{'room':'tea','limit':2}")))
                .containsExactly("3", "4");
    }

    @Test
    void itIsThereAgainForTheOnlyMemberWhoComesBack() {
        ChatClient ann = chat.joins("ann").in("tea");
        say(ann, "1");
        ann.says("1");

        assertThat(contents(chat.joins("ann").in("tea").askFor("room-history", TEA)))
                .containsExactly("1");
    }

    @Test
    void whoIsNotInTheRoomReadsNothing() {
        say(chat.joins("ann").in("tea"), "1");
        ChatClient bob = chat.joins("bob", "admin", "publisher");

        assertRefused(bob.askFor("room-history", TEA), "AUTHORIZATION_FAILED");
        bob.in("tea").ask("leave-room", TEA);
        assertRefused(bob.askFor("room-history", TEA), "AUTHORIZATION_FAILED");
    }

    @Test
    void whoLeavesWhileItIsReadGetsNothing() {
        Slow slow = new Slow();
        TestChat other = new TestChat().with(slow);
        ChatClient ann = other.joins("ann").in("tea");
        ann.emit("room-history", TEA);
        // Nobody asked for an answer, so nothing is read.
        assertThat(ann.heard("error")).isEmpty();
        assertThat(ann.askPatiently("room-history", TEA)).isNull();

        other.namespace().everybody().leaveRooms("tea");
        slow.answer.complete(Optional.of(List.of()));

        assertRefused(ann.lastAck().getJsonObject(0), "AUTHORIZATION_FAILED");
    }

    @Test
    void onlyWhatIsSaidInTheRoomIsKept() {
        ChatClient ann = chat.joins("ann").in("tea", "coffee");
        ann.askFor("message", "{'to':'ann','type':'text','content':'private'}");
        ann.askFor("message", "{'type':'text','content':'to all'}");
        ann.askFor("message", "{'room':'coffee','type':'text','content':'elsewhere'}");
        ann.askFor("message", "{'room':'milk','type':'text','content':'refused'}");

        assertThat(contents(ann.askFor("room-history", TEA))).isEmpty();
        assertThat(contents(ann.in("milk").askFor("room-history", "{'room':'milk'}")))
                .isEmpty();
    }

    @Test
    void aMessageThatIsRepeatedIsKeptOnce() {
        ChatClient ann = chat.joins("ann").in("tea");
        String once = "{'room':'tea','type':'text','content':'1','clientId':'c'}";
        ann.askFor("message", once);
        ann.askFor("message", once);

        assertThat(contents(ann.askFor("room-history", TEA))).containsExactly("1");
    }

    @Test
    void withoutAHistoryThereIsNothingToRead() {
        ChatClient ann = new TestChat().joins("ann").in("tea");
        say(ann, "1");

        assertThat(contents(ann.askFor("room-history", TEA))).isEmpty();
    }

    @Test
    void aHistoryThatCannotBeReadIsSaidToBeSo() {
        Slow slow = new Slow();
        slow.answer.complete(Optional.empty());
        ChatClient ann = new TestChat().with(slow).joins("ann").in("tea");

        assertRefused(ann.askFor("room-history", TEA), "CONNECTION_ERROR");
    }

    @Test
    void aWrongLimitAndAWrongRoomAreRefused() {
        ChatClient ann = chat.joins("ann").in("tea");
        for (String limit : List.of("0", "1001", "1.5", "'1'", "1e99", "99999999999")) {
            JsonObject ack = ann.askFor("room-history", "{'room':'tea','limit':" + limit + "}");
            assertRefused(ack, "INVALID_MESSAGE");
            assertThat(ack.getJsonObject("error").getJsonObject("details").getString("field"))
                    .isEqualTo("limit");
        }
        assertRefused(ann.askFor("room-history", "{'room':''}"), "INVALID_ROOM");
    }

    @Test
    void withoutASocketThePolicyDecides() {
        TestChat guarded = new TestChat().with(history).withPolicy((user, room) -> user.hasRole("member"));
        say(guarded.joins("ann", "member").in("tea"), "1");
        HistoryReader reader = guarded.historyReader();

        HistoryReader.Answer mine = reader.read(user("ann", "member"), "tea", 5)
                .toCompletableFuture()
                .join();
        HistoryReader.Answer others = reader.read(user("eve", "admin"), "tea", 5)
                .toCompletableFuture()
                .join();

        assertThat(mine.messages().orElseThrow()).hasSize(1);
        assertThat(others.isAllowed()).isFalse();
        assertThat(others.messages()).isEmpty();
    }
}
