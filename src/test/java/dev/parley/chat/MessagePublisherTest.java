package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.payload.MessageType;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a backend can say. */
class MessagePublisherTest {

    private static final MessageDraft DRAFT = new MessageDraft("shop", "your order", MessageType.SYSTEM, null);

    private final TestChat chat = new TestChat();
    private final MessagePublisher publisher = chat.publisher();
    private final ChatClient alice = chat.joins("alice").in("lobby");
    private final ChatClient bob = chat.joins("bob");

    MessagePublisherTest() {
        alice.heard();
    }

    @Test
    void aMessageGoesToTheMembersOfARoom() {
        MessageReceipt receipt = publisher.toRoom("lobby", DRAFT);

        JsonObject message = alice.heardOne("message");
        assertThat(message.getString("id")).isEqualTo(receipt.id());
        assertThat(message.getString("timestamp")).isEqualTo(Timestamps.text(receipt.timestamp()));
        assertThat(message.getString("from")).isEqualTo("shop");
        assertThat(message.getString("room")).isEqualTo("lobby");
        assertThat(message.getString("type")).isEqualTo("system");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aMessageGoesToAUserOrToASocketOrToEverybody() {
        publisher.toRecipient("bob", DRAFT);
        assertThat(bob.heardOne("message").getString("to")).isEqualTo("bob");
        publisher.toRecipient(bob.sid(), DRAFT);
        assertThat(bob.heardOne("message").getString("to")).isEqualTo(bob.sid());
        assertThat(alice.heard()).isEmpty();

        publisher.toEverybody(DRAFT);
        assertThat(bob.heardOne("message")).isEqualTo(alice.heardOne("message"));
    }

    @Test
    void aNotificationIsAnyJson() {
        publisher.notifyUser("bob", Json.createValue("you have mail"));
        assertThat(bob.transport().sent())
                .last()
                .extracting(packet -> packet.text())
                .isEqualTo("2[\"notification\",\"you have mail\"]");
        assertThat(alice.heard()).isEmpty();

        publisher.notifyRoom("lobby", JsonValue.EMPTY_JSON_OBJECT);
        assertThat(alice.heard()).containsExactly("notification");
    }

    @Test
    void aBroadcastGoesToEverybodyButTheExcluded() {
        publisher.broadcast("sale", Json.createValue(20), Set.of(), Set.of(alice.sid()));

        assertThat(bob.heardOne("broadcast"))
                .isEqualTo(ChatClient.parse(
                        "{\"event\":\"sale\",\"data\":20,\"excludeSockets\":[\"" + alice.sid() + "\"]}"));
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void aBroadcastCanBeForRoomsOnly() {
        publisher.broadcast("sale", JsonValue.NULL, Set.of("lobby"), Set.of());

        assertThat(alice.heardOne("broadcast"))
                .isEqualTo(ChatClient.parse("{\"event\":\"sale\",\"data\":null,\"rooms\":[\"lobby\"]}"));
        assertThat(bob.heard()).isEmpty();
    }
}
