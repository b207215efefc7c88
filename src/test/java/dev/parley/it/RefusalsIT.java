package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URL;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients are told when an event is refused: the codes of the contract, where they come and what is in them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RefusalsIT {

    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final int EVENTS_PER_WINDOW = 600;
    private static final int MAX_ROOMS = 100;

    @ArquillianResource
    private URL url;

    private final String room = "room-" + UUID.randomUUID();
    private final String ada = "ada-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();
    private URI server;
    private ProtocolClient client;
    private ProtocolClient witness;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void connect() {
        server = Deployed.server(url);
        client = ProtocolClient.connect(server, TestIssuer.token(ada));
        witness = ProtocolClient.connect(server, TestIssuer.token(bob));
        witness.join(room);
    }

    @AfterEach
    void disconnect() {
        client.close();
        witness.close();
    }

    @Test
    void whateverComesWithAPingIsOfNoInterest() {
        assertThat(client.call("ping", Json.of("{'at':1}"), Json.of("{'and':2}")))
                .isEmpty();
        client.awaitBare("pong");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    join-room       | 7                                                                | payload
                    join-room       | {}                                                               | room
                    join-room       | {"room":7}                                                       | room
                    join-room       | {"room":"a","metadata":[]}                                       | metadata
                    leave-room      | {"room":null}                                                    | room
                    message         | "text"                                                           | payload
                    message         | {"type":"text"}                                                  | content
                    message         | {"content":"","type":"text"}                                     | content
                    message         | {"content":{"a":1},"type":"text"}                                | content
                    message         | {"content":"a"}                                                  | type
                    message         | {"content":"a","type":"song"}                                    | type
                    message         | {"content":"a","type":"text","room":"a","to":"b"}                | to
                    message         | {"content":"a","type":"text","metadata":"x"}                     | metadata
                    typing-start    | []                                                               | payload
                    typing-stop     | {"room":1}                                                       | room
                    presence-update | "asleep"                                                         | status
                    presence-update | {"metadata":{}}                                                  | status
                    authenticate    | {}                                                               | token
                    nonsense        | {"room":"everybody"}                                             | event
                    broadcast       | {"event":"forged","data":1}                                      | event
                    """)
    void aPayloadOfTheWrongShapeIsAnInvalidMessageThatNamesTheField(String event, String payload, String field) {
        JsonValue argument = Json.array("[" + payload + "]").get(0);

        JsonObject ack = client.ask(event, argument);

        assertThat(ack.getBoolean("success")).isFalse();
        JsonObject error = ack.getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo(field);
        assertThat(client.await(event.endsWith("-room") ? "room-error" : "error"))
                .isEqualTo(error);
        assertThat(witness.unread(event)).isEmpty();
    }

    @Test
    void anErrorHasTheFieldsOfTheContractAndASentenceForPeople() {
        JsonObject error =
                client.ask("message", Json.of("{'content':1,'type':'text'}")).getJsonObject("error");

        assertThat(error.keySet()).containsExactlyInAnyOrder("code", "message", "details", "timestamp");
        assertThat(error.getString("message")).endsWith(".").contains("content");
        assertThat(error.getString("timestamp")).matches(TIMESTAMP);
    }

    @Test
    void aRefusalComesWithoutAnAcknowledgementToo() {
        client.emit("message", Json.of("{'content':1,'type':'text'}"));
        client.emit("join-room", Json.of("{'room':'  '}"));

        assertThat(client.await("error").getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(client.await("room-error").getString("code")).isEqualTo("INVALID_ROOM");
    }

    @Test
    void binaryIsNoContent() {
        WebSocketWire wire = (WebSocketWire) client.wire();

        wire.send("451-[\"message\",{\"room\":\"" + room
                + "\",\"type\":\"file\",\"content\":{\"_placeholder\":true,\"num\":0}}]");
        wire.send(new byte[] {1, 2, 3});

        JsonObject error = client.await("error");
        assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(error.getJsonObject("details").getString("field")).isEqualTo("content");
        assertThat(client.call("ping")).isEmpty();
    }

    @Test
    void metadataIsRelayedUpToFourKibibytesAndRefusedBeyond() {
        client.join(room);
        String most = "m".repeat(4096 - "{\"k\":\"\"}".length());
        String template = "{'room':'%s','content':'a','type':'text','metadata':{'k':'%s'}}";

        assertThat(client.ask("message", Json.of(template, room, most)).getBoolean("success"))
                .isTrue();
        JsonObject refused = client.ask("message", Json.of(template, room, most + "m"));

        assertThat(witness.await("message").getJsonObject("metadata").getString("k"))
                .isEqualTo(most);
        assertThat(refused.getJsonObject("error").getString("code")).isEqualTo("INVALID_MESSAGE");
        assertThat(refused.getJsonObject("error").getJsonObject("details").getString("field"))
                .isEqualTo("metadata");
    }

    @ParameterizedTest
    @CsvSource({"' '", "'line\\nbreak'", "'\\u0001user:bob'", "''"})
    @BadInput(57)
    void aRoomOfABadNameIsAnInvalidRoom(String name) {
        assertInvalidRoom(client.ask("join-room", Json.of("{'room':'%s'}", name)));
    }

    @Test
    @BadInput(57)
    void aRoomOfALongNameIsAnInvalidRoom() {
        String longest = "r".repeat(128);

        assertThat(client.ask("join-room", Json.of("{'room':'%s'}", longest)).getBoolean("success"))
                .isTrue();
        assertInvalidRoom(client.ask("join-room", Json.of("{'room':'%s'}", longest + "r")));
    }

    @Test
    void leavingARoomThatOneIsNotInIsAnInvalidRoom() {
        JsonObject ack = client.ask("leave-room", Json.of("{'room':'%s'}", room));

        assertInvalidRoom(ack);
        assertThat(ack.getString("room")).isEqualTo(room);
    }

    private void assertInvalidRoom(JsonObject ack) {
        assertThat(ack.getBoolean("success")).isFalse();
        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo("INVALID_ROOM");
        assertThat(client.await("room-error")).isEqualTo(ack.getJsonObject("error"));
    }

    @Test
    @BadInput(57)
    void aRoomThatTheRulesCloseIsAnAuthorizationFailure() {
        ProtocolClient guest = ProtocolClient.connect(server, TestIssuer.token("vip-" + room, "vip"));

        JsonObject ack = client.ask("join-room", Json.of("{'room':'vip-lounge'}"));

        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(client.await("room-error")).isEqualTo(ack.getJsonObject("error"));
        assertThat(guest.ask("join-room", Json.of("{'room':'vip-lounge'}")).getInt("memberCount"))
                .isEqualTo(1);
        guest.close();
    }

    @Test
    void onlyMembersSendAndTypeInARoom() {
        assertUnauthorized(client.ask("message", Json.of("{'room':'%s','content':'a','type':'text'}", room)));
        client.emit("typing-start", Json.of("{'room':'%s'}", room));

        assertThat(client.await("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(witness.unread("message")).isEmpty();
        assertThat(witness.unread("typing-start")).isEmpty();
    }

    @Test
    void nobodySpeaksInTheNameOfAnother() {
        assertUnauthorized(
                client.ask("message", Json.of("{'from':'%s','to':'%s','content':'a','type':'text'}", bob, bob)));

        assertThat(witness.unread("message")).isEmpty();
    }

    @Test
    void onlyPublishersSendSystemMessages() {
        assertUnauthorized(client.ask("message", Json.of("{'to':'%s','content':'a','type':'system'}", bob)));

        assertThat(witness.unread("message")).isEmpty();
    }

    @Test
    void aTokenOfAnotherUserDoesNotRenewThisOnes() {
        assertUnauthorized(client.ask("authenticate", Json.of("{'token':'%s'}", TestIssuer.token(bob))));
    }

    private void assertUnauthorized(JsonObject ack) {
        assertThat(ack.getBoolean("success")).isFalse();
        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo("AUTHORIZATION_FAILED");
        assertThat(client.await("error")).isEqualTo(ack.getJsonObject("error"));
    }

    @Test
    void aWrongTokenInAuthenticateIsAnAuthenticationFailureAndTheConnectionGoesOn() {
        JsonObject ack = client.ask("authenticate", Json.of("{'token':'%s'}", TestIssuer.tokenByAnotherKey(ada)));

        assertThat(ack.getJsonObject("error").getString("code")).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(ack.getString("expiresAt")).matches(TIMESTAMP);
        assertThat(client.await("error")).isEqualTo(ack.getJsonObject("error"));
        assertThat(client.call("ping")).isEmpty();
    }

    @Test
    @BadInput(57)
    void tooManyRoomsAreARateLimitExceeded() {
        for (int i = 0; i < MAX_ROOMS; i++) {
            client.join(room + i);
        }

        JsonObject error =
                client.ask("join-room", Json.of("{'room':'%s'}", room)).getJsonObject("error");

        assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(error.getJsonObject("details").getInt("maxRooms")).isEqualTo(MAX_ROOMS);
        assertThat(client.await("room-error")).isEqualTo(error);
    }

    @Test
    void tooManyEventsOfAUserAreARateLimitExceededAndOtherUsersDoNotNotice() {
        ProtocolClient phone = ProtocolClient.connect(server, TestIssuer.token(ada));
        for (int i = 0; i < EVENTS_PER_WINDOW; i++) {
            client.emit("ping");
        }
        for (int i = 0; i < EVENTS_PER_WINDOW; i++) {
            client.awaitBare("pong");
        }

        // The allowance has grown a little meanwhile, by one event in 100 ms.
        JsonArray answer = phone.call("ping");
        for (int i = 0; i < EVENTS_PER_WINDOW && answer.isEmpty(); i++) {
            answer = phone.call("ping");
        }

        JsonObject error = answer.getJsonObject(0).getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(error.getJsonObject("details").getInt("retryAfterMs")).isBetween(1, 60_000);
        assertThat(phone.await("error")).isEqualTo(error);
        assertThat(witness.call("ping")).isEmpty();
        phone.close();
    }
}
