package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.idempotency.MemoryKeys;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages that their senders have given a name. */
class MessageRepetitionTest {

    private static final String HELLO = "{'room':'lobby','content':'hello','type':'text','clientId':'1'}";

    private final TestChat chat = new TestChat();
    private final ChatClient alice = chat.joins("alice").in("lobby");
    private final ChatClient bob = chat.joins("bob").in("lobby");

    @Test
    void aRepetitionIsAcknowledgedWithTheSameIdAndTimestampAndNotSentAgain() {
        JsonObject first = alice.askFor("message", HELLO);
        chat.time().advance(Duration.ofSeconds(30));
        JsonObject again = alice.askFor("message", HELLO);

        assertThat(first.getBoolean("success")).isTrue();
        assertThat(again).isEqualTo(first);
        JsonObject heard = bob.heardOne("message");
        assertThat(heard.getString("id")).isEqualTo(first.getString("id"));
        assertThat(heard.getString("timestamp")).isEqualTo(first.getString("timestamp"));
        assertThat(heard).doesNotContainKey("clientId");
    }

    @Test
    void anotherConnectionOfTheSameUserMayRepeatItAndEvenIfItIsNotInTheRoom() {
        JsonObject first = alice.askFor("message", HELLO);
        bob.heard();

        assertThat(chat.joins("alice").askFor("message", HELLO)).isEqualTo(first);
        assertThat(bob.heard("message")).isEmpty();
    }

    @Test
    void whoIsNotInTheRoomCannotSendByANameThatIsNew() {
        JsonObject refused = chat.joins("carol").askFor("message", HELLO);

        assertThat(refused.getBoolean("success")).isFalse();
        assertThat(refused.getJsonObject("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
    }

    @Test
    void whatWasRefusedIsSentWhenItIsAllowed() {
        ChatClient carol = chat.joins("carol");
        carol.askFor("message", HELLO);
        bob.heard();

        assertThat(carol.in("lobby").askFor("message", HELLO).getBoolean("success"))
                .isTrue();
        assertThat(bob.heard("message")).hasSize(1);
    }

    @Test
    void theSameNameOfAnotherUserIsAnotherMessage() {
        alice.askFor("message", HELLO);
        bob.askFor("message", HELLO);

        assertThat(alice.heard("message")).hasSize(2);
    }

    @Test
    void anotherMessageWithTheSameNameIsRefused() {
        alice.askFor("message", HELLO);
        bob.heard();

        for (String other : new String[] {
            HELLO.replace("hello", "bye"),
            HELLO.replace("text", "image"),
            HELLO.replace("'room':'lobby'", "'to':'bob'"),
            HELLO.replace("}", ",'metadata':{'a':1}}")
        }) {
            JsonObject refused = alice.askFor("message", other);

            JsonObject error = refused.getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
            assertThat(error.getJsonObject("details").getString("field")).isEqualTo("clientId");
        }
        assertThat(bob.heard("message")).isEmpty();
    }

    @Test
    void anotherNodeRecognisesIt() {
        MemoryKeys redis = new MemoryKeys(() -> chat.time().clock().nanos());
        TestChat here = new TestChat().with(redis);
        TestChat there = new TestChat().with(redis);
        ChatClient listener = there.joins("bob").in("lobby");
        JsonObject first = here.joins("alice").in("lobby").askFor("message", HELLO);

        assertThat(there.joins("alice").in("lobby").askFor("message", HELLO)).isEqualTo(first);
        assertThat(listener.heard("message")).isEmpty();
    }

    @Test
    void aNameHas64CharactersAtMost() {
        String longest = "x".repeat(64);

        assertThat(alice.askFor("message", HELLO.replace("'1'", "'" + longest + "'"))
                        .getBoolean("success"))
                .isTrue();
        JsonObject error = alice.askFor("message", HELLO.replace("'1'", "'" + longest + "x'"))
                .getJsonObject("error");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo("clientId");
    }

    @Test
    void theNextMessageWaitsForOneWithAName() {
        alice.emit("message", HELLO);
        alice.emit("message", "{'room':'lobby','content':'after','type':'text'}");

        assertThat(bob.heard("message"))
                .extracting(message -> message.getString("content"))
                .containsExactly("hello", "after");
    }
}
