package dev.parley.chat.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.ChatClient;
import dev.parley.chat.TestChat;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads of the wrong shape, as clients may send them. */
class PayloadTest {

    private final TestChat chat = new TestChat();
    private final ChatClient alice = chat.joins("alice");
    private final ChatClient bob = chat.joins("bob");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "join-room       | 'lobby'                                      | payload",
                "join-room       | ['lobby']                                    | payload",
                "join-room       | 17                                           | payload",
                "join-room       | true                                         | payload",
                "join-room       | null                                         | payload",
                "join-room       | {}                                           | room",
                "join-room       | {'room':null}                                | room",
                "join-room       | {'room':5}                                   | room",
                "join-room       | {'room':['lobby']}                           | room",
                "join-room       | {'room':{'name':'lobby'}}                    | room",
                "join-room       | {'room':'lobby','metadata':'x'}              | metadata",
                "join-room       | {'room':'lobby','metadata':[]}               | metadata",
                "leave-room      | {}                                           | room",
                "leave-room      | {'room':false}                               | room",
                "message         | 'hello'                                      | payload",
                "message         | {'to':'bob','type':'text'}                   | content",
                "message         | {'to':'bob','content':'','type':'text'}      | content",
                "message         | {'to':'bob','content':5,'type':'text'}       | content",
                "message         | {'to':'bob','content':{},'type':'text'}      | content",
                "message         | {'to':'bob','content':'x'}                   | type",
                "message         | {'to':'bob','content':'x','type':'TEXT'}     | type",
                "message         | {'to':'bob','content':'x','type':'video'}    | type",
                "message         | {'to':'bob','content':'x','type':1}          | type",
                "message         | {'to':'','content':'x','type':'text'}        | to",
                "message         | {'to':['bob'],'content':'x','type':'text'}   | to",
                "message         | {'room':7,'content':'x','type':'text'}       | room",
                "message         | {'from':7,'to':'bob','content':'x','type':'text'}       | from",
                "message         | {'to':'bob','content':'x','type':'text','metadata':1}   | metadata",
                "message         | {'to':'bob','content':'x','type':'text','clientId':1}   | clientId",
                "message         | {'to':'bob','content':'x','type':'text','clientId':''}  | clientId",
                "typing-start    | 'lobby'                                      | payload",
                "typing-start    | {'room':1}                                   | room",
                "typing-stop     | []                                           | payload",
                "presence-update | 'sleeping'                                   | status",
                "presence-update | 'Online'                                     | status",
                "presence-update | 5                                            | payload",
                "presence-update | null                                         | payload",
                "presence-update | {}                                           | status",
                "presence-update | {'status':'gone'}                            | status",
                "presence-update | {'status':true}                              | status",
                "presence-update | {'status':'away','metadata':'lunch'}         | metadata",
                "authenticate    | 'token'                                      | payload",
                "authenticate    | {}                                           | token",
                "authenticate    | {'token':''}                                 | token",
                "authenticate    | {'token':{}}                                 | token",
            })
    void isRefusedWithTheFieldNamed(String event, String payload, String field) {
        JsonObject ack = alice.askFor(event, payload);

        assertRefused(ack, field);
        assertThat(alice.heard()).containsExactly(event.endsWith("-room") ? "room-error" : "error");
        assertThat(bob.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"join-room", "leave-room", "message", "presence-update", "authenticate"})
    void isRefusedWhenItIsMissing(String event) {
        assertRefused(alice.askFor(event), "payload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"join-room", "leave-room", "message", "typing-start", "presence-update"})
    void isRefusedWhenThereIsMoreThanOne(String event) {
        assertRefused(alice.askFor(event, "{'room':'lobby'}", "{}"), "payload");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "message         | {'to':'bob','content':#,'type':'text'}                          | content",
                "message         | {'to':'bob','content':'x','type':#}                             | type",
                "message         | {'to':'bob','content':'x','type':'text','metadata':{'a':[#]}}   | metadata",
                "message         | {'to':'bob','content':'x','type':'text','metadata':#}           | metadata",
                "message         | {'to':'bob','content':'x','type':'text','more':{'a':#}}         | more",
                "message         | #                                                               | payload",
                "join-room       | {'room':#}                                                      | room",
                "presence-update | #                                                               | payload",
                "presence-update | {'status':#}                                                    | status",
            })
    void isRefusedWithBinaryAnywhere(String event, String payload, String field) {
        alice.says("51-0['" + event + "'," + payload.replace("#", "{'_placeholder':true,'num':0}") + "]");
        alice.attaches(new byte[] {'t', 'e', 'x', 't'});

        JsonObject error = event.equals("join-room") ? alice.heardOne("room-error") : alice.heardOne("error");
        assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo(field);
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void nullStandsForAFieldThatIsLeftOut() {
        JsonObject ack = alice.askFor(
                "message", "{'from':null,'room':null,'to':'bob','content':'x','type':'text','metadata':null}");

        assertThat(ack.getBoolean("success")).isTrue();
        assertThat(bob.heardOne("message")).doesNotContainKeys("metadata", "room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "'x'", "1", "null", "[1,{'a':2}]", "{'room':'lobby'},7"})
    void isOfNoInterestToPing(String payload) {
        assertThat(alice.ask("ping", payload)).isEmpty();
        assertThat(alice.heard()).containsExactly("pong");
    }

    @Test
    void isOfNoInterestToPingWhenItIsBytes() {
        alice.says("51-7['ping',{'_placeholder':true,'num':0}]");
        alice.attaches(new byte[] {1});

        assertThat(alice.heard()).containsExactly("pong");
    }

    @Test
    void nullStandsForNoPayload() {
        assertThat(alice.ask("ping", "null")).isEmpty();
        alice.heard();
        alice.emit("typing-start", "null");
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void metadataOfARoomHasALimitToo() {
        JsonObject ack = alice.askFor("join-room", "{'room':'lobby','metadata':{'k':'" + "x".repeat(4089) + "'}}");

        assertRefused(ack, "metadata");
        assertThat(chat.rooms().rooms()).isEmpty();
    }

    @Test
    void metadataOfAPresenceHasALimitToo() {
        assertRefused(
                alice.askFor("presence-update", "{'status':'away','metadata':{'k':'" + "x".repeat(4089) + "'}}"),
                "metadata");
    }

    @Test
    void aRecipientHasNoLongerNameThanAUserCanHave() {
        String longest = "u".repeat(255);
        assertThat(alice.askFor("message", "{'to':'" + longest + "','content':'x','type':'text'}")
                        .getBoolean("success"))
                .isTrue();
        assertRefused(alice.askFor("message", "{'to':'" + longest + "u','content':'x','type':'text'}"), "to");
    }

    @Test
    void aPayloadWithSeveralFaultsIsAlwaysRefusedForTheSame() {
        for (int i = 0; i < 20; i++) {
            assertRefused(alice.askFor("message", "{'room':'','to':'','content':'','type':'text'}"), "content");
        }
    }

    @Test
    void aDeepPayloadIsNoTrouble() {
        String deep = "{'a':".repeat(250) + "1" + "}".repeat(250);

        assertThat(alice.askFor("message", "{'to':'bob','content':'x','type':'text','metadata':" + deep + "}")
                        .getBoolean("success"))
                .isTrue();
    }

    @Test
    void theTokenIsNotInTheTextOfItsPayload() {
        assertThat(new Authenticate("secret").toString()).doesNotContain("secret");
    }

    private static void assertRefused(JsonObject ack, String field) {
        assertThat(ack.getBoolean("success")).isFalse();
        JsonObject error = ack.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo(field);
        assertThat(error.getJsonObject("details").getString("reason")).isNotBlank();
        assertThat(error.getString("message")).contains(field);
    }
}
