package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEventsTest {

    private final TestChat chat = new TestChat();
    private final ChatClient alice = chat.joins("alice");
    private final ChatClient bob = chat.joins("bob");
    private final ChatClient carol = chat.joins("carol");

    @Test
    void aMessageToARoomReachesItsMembersAndTheSenderOnce() {
        enter("lobby", alice, bob);

        JsonObject ack = alice.askFor(
                "message", "{'room':'lobby','content':'hello','type':'text','metadata':{'n':1.50,'deep':[null,{}]}}");

        JsonObject message = bob.heardOne("message");
        assertThat(message.keySet()).containsExactly("id", "from", "room", "content", "type", "metadata", "timestamp");
        assertThat(message.getString("id")).isEqualTo(ack.getString("id")).isNotBlank();
        assertThat(message.getString("from")).isEqualTo("alice");
        assertThat(message.getString("room")).isEqualTo("lobby");
        assertThat(message.getString("content")).isEqualTo("hello");
        assertThat(message.getString("type")).isEqualTo("text");
        assertThat(message.get("metadata")).hasToString("{\"n\":1.50,\"deep\":[null,{}]}");
        assertThat(message.getString("timestamp"))
                .isEqualTo(ack.getString("timestamp"))
                .isEqualTo("2026-11-23T02:55:00.123Z");
        assertThat(alice.heardOne("message")).isEqualTo(message);
        assertThat(carol.heard()).isEmpty();
        assertThat(ack.keySet()).containsExactly("success", "id", "timestamp");
        assertThat(ack.getBoolean("success")).isTrue();
    }

    @Test
    void aMessageFindsItsRecipientBeforeTheRecipientKnowsThatItIsConnected() {
        chat.namespace().listen(new ConnectionListener() {
            @Override
            public CompletionStage<ConnectDecision> joining(Socket socket) {
                alice.emit("message", "{'to':'%s','content':'early','type':'text'}".formatted(socket.id()));
                return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
            }
        });

        ChatClient dave = chat.joins("dave");

        assertThat(dave.heardOne("message").getString("content")).isEqualTo("early");
    }

    @Test
    void theAckComesAfterTheMessageHasBeenQueued() {
        enter("lobby", alice);
        int before = alice.transport().sent().size();

        alice.askFor("message", "{'room':'lobby','content':'hello','type':'text'}");

        assertThat(alice.transport().sent().subList(before, before + 2))
                .extracting(packet -> packet.text().substring(0, 2))
                .containsExactly("2[", "31");
    }

    @Test
    void aMessageWithoutRoomAndToReachesEverybodyWhoIsConnected() {
        alice.emit("message", "{'content':'all of you','type':'text'}");

        for (ChatClient client : Set.of(alice, bob, carol)) {
            JsonObject message = client.heardOne("message");
            assertThat(message.keySet()).containsExactly("id", "from", "content", "type", "timestamp");
        }
    }

    @Test
    void messagesToEverybodyCanBeForbidden() {
        TestChat quiet = new TestChat().with(new ChatSettings(100, false));
        ChatClient sender = quiet.joins("alice");
        ChatClient other = quiet.joins("bob");

        JsonObject ack = sender.askFor("message", "{'content':'all of you','type':'text'}");

        assertRefused(sender, ack, "AUTHORIZATION_FAILED");
        assertThat(other.heard()).isEmpty();
    }

    @Test
    void onlyMembersSendToARoom() {
        enter("lobby", bob);

        JsonObject ack = alice.askFor("message", "{'room':'lobby','content':'hello','type':'text'}");

        assertRefused(alice, ack, "AUTHORIZATION_FAILED");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void theRoomOfASocketIsNoRoomToSendTo() {
        JsonObject own = alice.askFor("message", "{'room':'" + alice.sid() + "','content':'hello','type':'text'}");
        assertRefused(alice, own, "AUTHORIZATION_FAILED");

        JsonObject other = alice.askFor("message", "{'room':'" + bob.sid() + "','content':'hello','type':'text'}");
        assertRefused(alice, other, "AUTHORIZATION_FAILED");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aMessageToASocketReachesThatSocketAndTheSender() {
        ChatClient bobsPhone = chat.joins("bob");

        alice.emit("message", "{'to':'" + bob.sid() + "','content':'psst','type':'text'}");

        JsonObject message = bob.heardOne("message");
        assertThat(message.getString("to")).isEqualTo(bob.sid());
        assertThat(message).doesNotContainKey("room");
        assertThat(alice.heardOne("message")).isEqualTo(message);
        assertThat(bobsPhone.heard()).isEmpty();
        assertThat(carol.heard()).isEmpty();
    }

    @Test
    void aMessageToAUserReachesAllSocketsOfThatUserAndTheSender() {
        ChatClient bobsPhone = chat.joins("bob");
        ChatClient alicesPhone = chat.joins("alice");

        alice.emit("message", "{'to':'bob','content':'psst','type':'text'}");

        JsonObject message = bob.heardOne("message");
        assertThat(message.getString("to")).isEqualTo("bob");
        assertThat(bobsPhone.heardOne("message")).isEqualTo(message);
        assertThat(alice.heardOne("message")).isEqualTo(message);
        assertThat(alicesPhone.heard()).isEmpty();
        assertThat(carol.heard()).isEmpty();
    }

    @Test
    void aMessageToOneselfComesOnce() {
        ChatClient alicesPhone = chat.joins("alice");

        alice.emit("message", "{'to':'alice','content':'note','type':'text'}");
        assertThat(alice.heard()).containsExactly("message");
        assertThat(alicesPhone.heard()).containsExactly("message");

        alice.emit("message", "{'to':'" + alice.sid() + "','content':'note','type':'text'}");
        assertThat(alice.heard()).containsExactly("message");
        assertThat(alicesPhone.heard()).isEmpty();
    }

    @Test
    void aMessageToNobodyIsAcceptedAndOnlyTheSenderGetsIt() {
        JsonObject ack = alice.askFor("message", "{'to':'nobody','content':'hello?','type':'text'}");

        assertThat(ack.getBoolean("success")).isTrue();
        assertThat(alice.heard()).containsExactly("message");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aRoomCannotBeReachedAsARecipient() {
        enter("lobby", bob, carol);

        alice.emit("message", "{'to':'lobby','content':'let me in','type':'text'}");

        assertThat(bob.heard()).isEmpty();
        assertThat(carol.heard()).isEmpty();
    }

    @Test
    void aUserCannotBeReachedAsARoomByItsPrivateName() {
        JsonObject ack = alice.askFor("message", "{'room':'\\u0001user:bob','content':'hello','type':'text'}");

        assertRefused(alice, ack, "INVALID_ROOM");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void roomAndToTogetherAreRefused() {
        enter("lobby", alice, bob);

        JsonObject ack = alice.askFor("message", "{'room':'lobby','to':'bob','content':'hello','type':'text'}");

        JsonObject error = assertRefused(alice, ack, "INVALID_MESSAGE");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo("to");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void whoNamesSomebodyElseAsTheSenderIsRefusedAndNothingIsSent() {
        enter("lobby", alice, bob);

        JsonObject ack = alice.askFor("message", "{'from':'bob','room':'lobby','content':'I owe alice','type':'text'}");

        JsonObject error = assertRefused(alice, ack, "AUTHORIZATION_FAILED");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo("from");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void whoNamesItselfAsTheSenderIsRight() {
        JsonObject ack = alice.askFor("message", "{'from':'alice','to':'bob','content':'hello','type':'text'}");

        assertThat(ack.getBoolean("success")).isTrue();
        assertThat(bob.heardOne("message").getString("from")).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "image", "file", "notification"})
    void everybodyMaySendTheOrdinaryTypes(String type) {
        alice.emit("message", "{'to':'bob','content':'x','type':'" + type + "'}");

        assertThat(bob.heardOne("message").getString("type")).isEqualTo(type);
    }

    @Test
    void onlyAPublisherMaySendSystemMessages() {
        JsonObject refused = alice.askFor("message", "{'to':'bob','content':'x','type':'system'}");
        assertRefused(alice, refused, "AUTHORIZATION_FAILED");
        assertThat(bob.heard()).isEmpty();

        chat.joins("robot", "publisher").emit("message", "{'to':'bob','content':'x','type':'system'}");
        assertThat(bob.heardOne("message").getString("type")).isEqualTo("system");
    }

    @Test
    void metadataMayHave4096BytesAndNoMore() {
        // {"k":"..."} has 8 bytes around the text, each letter has two.
        String fits = "{'k':'" + "é".repeat(2044) + "'}";
        String tooMuch = "{'k':'" + "é".repeat(2044) + "x'}";

        JsonObject good = alice.askFor("message", "{'to':'bob','content':'x','type':'text','metadata':" + fits + "}");
        assertThat(good.getBoolean("success")).isTrue();
        assertThat(alice.heard()).containsExactly("message");

        JsonObject bad = alice.askFor("message", "{'to':'bob','content':'x','type':'text','metadata':" + tooMuch + "}");
        JsonObject error = assertRefused(alice, bad, "INVALID_MESSAGE");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo("metadata");
    }

    @Test
    void unknownFieldsAreNotRelayed() {
        alice.emit("message", "{'to':'bob','content':'x','type':'text','id':'mine','timestamp':'then','admin':true}");

        JsonObject message = bob.heardOne("message");
        assertThat(message).doesNotContainKey("admin");
        assertThat(message.getString("id")).isNotEqualTo("mine");
        assertThat(message.getString("timestamp")).isEqualTo(chat.now());
    }

    @Test
    void everyMessageHasItsOwnId() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            ids.add(alice.askFor("message", "{'to':'bob','content':'x','type':'text'}")
                    .getString("id"));
        }
        assertThat(ids).hasSize(500);
    }

    @Test
    void aRefusalWithoutAnAckIsToldAsAnError() {
        alice.emit("message", "{'room':'lobby','content':'hello','type':'text'}");

        assertThat(alice.heard()).containsExactly("error");
    }

    private static void enter(String room, ChatClient... clients) {
        for (ChatClient client : clients) {
            client.in(room);
        }
        for (ChatClient client : clients) {
            client.heard();
        }
    }

    private static JsonObject assertRefused(ChatClient client, JsonObject ack, String code) {
        assertThat(ack.keySet()).containsExactly("success", "id", "timestamp", "error");
        assertThat(ack.getBoolean("success")).isFalse();
        JsonObject error = ack.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(client.heard("error")).containsExactly(error);
        return error;
    }
}
