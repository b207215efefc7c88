package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedPublisherTest {

    private final TestChat chat = new TestChat();
    private final CheckedPublisher publisher = chat.checkedPublisher();
    private final ChatClient ann = chat.joins("ann").in("lobby");
    private final ChatClient bob = chat.joins("bob");

    @Test
    void aMessageIsFromTheBackendAndForTheMembers() throws RefusedException {
        hearsNothingMore();
        MessageReceipt receipt = publisher.receipt();
        publisher
                .message(
                        "billing",
                        "lobby",
                        json("{'content':'5 €','type':'system','metadata':{'a':1},'from':'billing'}"))
                .publish(receipt);

        JsonObject message = ann.heardOne("message");
        assertThat(message.getString("id")).isEqualTo(receipt.id());
        assertThat(message.getString("from")).isEqualTo("billing");
        assertThat(message.getString("room")).isEqualTo("lobby");
        assertThat(message.getString("type")).isEqualTo("system");
        assertThat(message.getString("content")).isEqualTo("5 €");
        assertThat(message.getJsonObject("metadata")).hasToString("{\"a\":1}");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void thePayloadMayNameTheRoomOfThePath() throws RefusedException {
        publisher
                .message("billing", "lobby", json("{'content':'a','type':'text','room':'lobby'}"))
                .publish(publisher.receipt());

        assertThat(ann.heard("message")).hasSize(1);
    }

    @Test
    void refusesToSpeakForSomebodyElse() {
        hearsNothingMore();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> publisher.message("billing", "lobby", json("{'content':'a','type':'text','from':'ann'}")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.AUTHORIZATION_FAILED));
        assertThat(ann.heard()).isEmpty();
    }

    @Test
    void aSocketIsNoRoom() {
        hearsNothingMore();
        assertThatThrownBy(() -> publisher.message("billing", bob.sid(), json("{'content':'a','type':'text'}")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> publisher.broadcast(json("{'event':'a','data':1,'rooms':['" + bob.sid() + "']}")))
                .isInstanceOf(RefusedException.class);
        assertThat(bob.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0007b", "\u0001user:bob"})
    void aRoomNeedsAName(String room) {
        hearsNothingMore();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> publisher.message("billing", room, json("{'content':'a','type':'text'}")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ROOM));
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aBroadcastIsForEverybodyButSome() throws RefusedException {
        hearsNothingMore();
        publisher
                .broadcast(json("{'event':'release','data':{'v':2},'excludeSockets':['" + bob.sid() + "']}"))
                .publish(publisher.receipt());

        assertThat(ann.heardOne("broadcast").getString("event")).isEqualTo("release");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aBroadcastMayBeForRooms() throws RefusedException {
        hearsNothingMore();
        publisher
                .broadcast(json("{'event':'release','data':0,'rooms':['lobby','attic']}"))
                .publish(publisher.receipt());

        assertThat(ann.heardOne("broadcast").getJsonArray("rooms")).hasSize(2);
        assertThat(bob.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data':1} | event",
                "{'event':'','data':1} | event",
                "{'event':'a'} | data",
                "{'event':'a','data':null} | data",
                "{'event':'a','data':1,'rooms':[]} | rooms",
                "{'event':'a','data':1,'rooms':[1]} | rooms",
                "{'event':'a','data':1,'rooms':{}} | rooms",
                "{'event':'a','data':1,'rooms':['a','a']} | rooms",
                "{'event':'a','data':1,'rooms':['']} | rooms",
                "{'event':'a','data':1,'excludeSockets':['']} | excludeSockets",
                "[] | payload",
            })
    void namesTheFieldThatIsWrong(String payload, String field) {
        assertRefused(payload, field);
    }

    @Test
    void aBroadcastIsBounded() {
        assertRefused("{'event':'" + "x".repeat(129) + "','data':1}", "event");
        assertRefused("{'event':'a','data':1,'rooms':" + texts(101) + "}", "rooms");
        assertRefused("{'event':'a','data':1,'excludeSockets':" + texts(1001) + "}", "excludeSockets");
    }

    @Test
    void aNotificationIsAnythingForAllSocketsOfAUser() throws RefusedException {
        hearsNothingMore();
        ChatClient tablet = chat.joins("bob");
        tablet.heard();
        publisher.notification("bob", json("{'invoice':7}")).publish(publisher.receipt());

        assertThat(bob.heardOne("notification")).hasToString("{\"invoice\":7}");
        assertThat(tablet.heardOne("notification")).hasToString("{\"invoice\":7}");
        assertThat(ann.heard()).isEmpty();
    }

    @Test
    void nobodyHasAnIdOfMoreThan255Characters() {
        assertThatThrownBy(() -> publisher.notification("x".repeat(256), JsonValue.TRUE))
                .isInstanceOf(RefusedException.class);
    }

    private void assertRefused(String payload, String field) {
        hearsNothingMore();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> publisher.broadcast(json(payload)))
                .satisfies(refusal ->
                        assertThat(refusal.details().getString("field")).isEqualTo(field));
        assertThat(ann.heard()).isEmpty();
    }

    private void hearsNothingMore() {
        ann.heard();
        bob.heard();
    }

    private static String texts(int number) {
        return IntStream.range(0, number).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonValue json(String text) {
        return ChatClient.parse(text.replace('\'', '"'));
    }
}
