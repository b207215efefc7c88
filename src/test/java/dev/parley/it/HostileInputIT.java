package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.robustness.BadInput;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no good client sends ends the session that it comes from, and no other: after each test a witness is asked. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HostileInputIT {

    private static final int MAX_BUFFER_SIZE = 1_048_576;
    private static final String EVENT_WITH_ATTACHMENT =
            "451-[\"message\",{\"content\":{\"_placeholder\":true,\"num\":0}}]";

    @ArquillianResource
    private URL url;

    private final String room = "room-" + UUID.randomUUID();
    private URI server;
    private ProtocolClient witness;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void connectWitness() {
        server = Deployed.server(url);
        witness = ProtocolClient.connect(server, TestIssuer.token("witness-" + room));
        witness.join(room);
    }

    @AfterEach
    void theWitnessGoesOnAlone() {
        assertThat(witness.call("ping")).isEmpty();
        assertThat(witness.unread("message")).isEmpty();
        Waiting.until(
                "the member has left the room",
                () -> witness.ask("join-room", Json.of("{'room':'%s'}", room)).getInt("memberCount") == 1);
        witness.close();
    }

    static Stream<String> malformedPackets() {
        return Stream.of(
                // Engine.IO: no type, the server's own types, a step of an upgrade that has not begun.
                "9",
                "x",
                "2",
                "0{}",
                "5",
                // Socket.IO: types.
                "4",
                "47",
                "4-",
                "4x[\"ping\"]",
                // Packets that the state does not allow.
                "40",
                "40{\"token\":\"x\"}",
                "44{\"message\":\"no\"}",
                "42/elsewhere,[\"ping\"]",
                "41[\"x\"]",
                // Payloads.
                "42",
                "42{}",
                "42[]",
                "42[null]",
                "42[{}]",
                "42[\"ping\"",
                "42[\"ping\"]]",
                "42[\"message\",1e999999999999]",
                "42[\"message\"," + "[".repeat(100_000),
                // Names of the library's own events.
                "42[\"connect\"]",
                "42[\"connect_error\"]",
                "42[\"disconnect\"]",
                "42[\"disconnecting\"]",
                "42[\"newListener\"]",
                "42[\"removeListener\"]",
                // Acknowledgements.
                "43[]",
                "43-1[]",
                "430{}",
                "42" + "9".repeat(1000) + "[\"ping\"]",
                // Attachments: how many, where they belong, and what comes in their place.
                "45[\"message\"]",
                "45-[\"message\"]",
                "450-[\"message\"]",
                "4511-[\"message\"]",
                "451000000000-[\"message\"]",
                "451.5-[\"message\"]");
    }

    @ParameterizedTest
    @MethodSource("malformedPackets")
    @BadInput({26, 27, 34, 35, 36, 38, 39, 40, 42, 45})
    void aMalformedPacketEndsItsSessionOverWebSocket(String packet) {
        ProtocolClient victim = member(WebSocketWire.open(server));

        victim.wire().send(packet);

        victim.awaitEnd();
    }

    @ParameterizedTest
    @MethodSource("malformedPackets")
    @BadInput({26, 27, 34, 35, 36, 38, 39, 40, 42, 45})
    void aMalformedPacketEndsItsSessionOverPolling(String packet) {
        ProtocolClient victim = member(PollingWire.open(server));

        victim.wire().send(packet);

        victim.awaitEnd();
        assertIsGone((PollingWire) victim.wire());
    }

    private ProtocolClient member(Wire wire) {
        ProtocolClient client = ProtocolClient.connect(wire, TestIssuer.token("victim"));
        client.join(room);
        return client;
    }

    private static void assertIsGone(PollingWire wire) {
        HttpResponse<String> answer = wire.sendPayload("3");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.object(answer.body()).getInt("code")).isEqualTo(1);
    }

    static Stream<List<String>> brokenAttachments() {
        return Stream.of(
                List.of(EVENT_WITH_ATTACHMENT, "42[\"ping\"]"),
                List.of("bAAAA"),
                List.of(EVENT_WITH_ATTACHMENT.replace("\"num\":0", "\"num\":1"), "bAAAA"),
                List.of(EVENT_WITH_ATTACHMENT.replace("\"num\":0", "\"num\":-1"), "bAAAA"),
                List.of(EVENT_WITH_ATTACHMENT.replace("\"num\":0", "\"num\":\"0\""), "bAAAA"),
                List.of(EVENT_WITH_ATTACHMENT, "bAAAA", "bAAAA"));
    }

    @ParameterizedTest
    @MethodSource("brokenAttachments")
    @BadInput({43, 44})
    void attachmentsOutOfPlaceEndTheirSessionOverWebSocket(List<String> packets) {
        ProtocolClient victim = member(WebSocketWire.open(server));
        WebSocketWire wire = (WebSocketWire) victim.wire();

        for (String packet : packets) {
            if (packet.startsWith("b")) {
                wire.send(Base64.getDecoder().decode(packet.substring(1)));
            } else {
                wire.send(packet);
            }
        }

        victim.awaitEnd();
    }

    @ParameterizedTest
    @MethodSource("brokenAttachments")
    @BadInput({43, 44})
    void attachmentsOutOfPlaceEndTheirSessionOverPolling(List<String> packets) {
        ProtocolClient victim = member(PollingWire.open(server));

        ((PollingWire) victim.wire()).sendPayload(String.join("\u001e", packets));

        victim.awaitEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "3\u001e", "b!!!!", "bA"})
    @BadInput(15)
    void aMalformedPayloadEndsItsSession(String payload) {
        ProtocolClient victim = member(PollingWire.open(server));

        HttpResponse<String> answer = ((PollingWire) victim.wire()).sendPayload(payload);

        assertThat(answer.statusCode()).isEqualTo(400);
        victim.awaitEnd();
    }

    @Test
    @BadInput(15)
    void aPayloadThatIsNoUtf8EndsItsSession() {
        ProtocolClient victim = member(PollingWire.open(server));

        HttpResponse<String> answer = post(victim, BodyPublishers.ofByteArray(new byte[] {'4', (byte) 0xC3, '('}));

        assertThat(answer.statusCode()).isEqualTo(400);
        victim.awaitEnd();
    }

    @Test
    @BadInput(35)
    void anEventBeforeTheConnectEndsItsSession() {
        for (Wire wire : List.of(WebSocketWire.open(server), PollingWire.open(server))) {
            ProtocolClient victim = ProtocolClient.unconnected(wire);

            victim.emit("message", Json.of("{'room':'%s','content':'boo','type':'text'}", room));

            victim.awaitEnd();
        }
    }

    @Test
    @BadInput(19)
    void aMessageOverTheLimitEndsItsSessionWith1009() {
        ProtocolClient victim = member(WebSocketWire.open(server));

        victim.wire().send("42" + "x".repeat(MAX_BUFFER_SIZE));

        assertThat(((WebSocketWire) victim.wire()).closeCode()).isEqualTo(1009);
    }

    @Test
    @BadInput(10)
    void aBodyOverTheLimitIsRefusedWith413AndEndsItsSession() {
        ProtocolClient victim = member(PollingWire.open(server));

        HttpResponse<String> answer = post(victim, BodyPublishers.ofString("x".repeat(MAX_BUFFER_SIZE + 1)));

        assertThat(answer.statusCode()).isEqualTo(413);
        victim.awaitEnd();
    }

    @Test
    @BadInput(10)
    void aBodyOverTheLimitThatDoesNotSayItsLengthIsRefusedToo() {
        ProtocolClient victim = member(PollingWire.open(server));
        byte[] body = "x".repeat(MAX_BUFFER_SIZE + 1).getBytes(StandardCharsets.US_ASCII);

        HttpResponse<String> answer = post(victim, BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));

        assertThat(answer.statusCode()).isEqualTo(413);
        victim.awaitEnd();
    }

    private static HttpResponse<String> post(ProtocolClient client, HttpRequest.BodyPublisher body) {
        return Http.send(
                HttpRequest.newBuilder(((PollingWire) client.wire()).session()).POST(body));
    }

    @Test
    @BadInput(12)
    void twoPollsAtTheSameTimeEndTheirSession() {
        String open = Http.get(server, "/socket.io/?EIO=4&transport=polling").body();
        String sid = Json.object(open.substring(1)).getString("sid");
        URI session = server.resolve("/socket.io/?EIO=4&transport=polling&sid=" + sid);
        HttpRequest poll = HttpRequest.newBuilder(session).build();

        // Nobody has connected, so there is nothing that one of them could fetch.
        CompletableFuture<HttpResponse<String>> one = Http.CLIENT.sendAsync(poll, BodyHandlers.ofString());
        CompletableFuture<HttpResponse<String>> other = Http.CLIENT.sendAsync(poll, BodyHandlers.ofString());

        assertThat(List.of(one.join().statusCode(), other.join().statusCode())).contains(400);
        HttpResponse<String> late = Http.send(HttpRequest.newBuilder(session));
        assertThat(Json.object(late.body()).getInt("code")).isEqualTo(1);
    }
}
