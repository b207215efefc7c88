package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

/** What a backend publishes over HTTP reaches exactly the sockets that it is for. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PublishingIT {

    @ArquillianResource
    private URL url;

    private final String room = "room-" + UUID.randomUUID();
    private final String ann = "ann-" + UUID.randomUUID();
    private Rest backend;
    private ProtocolClient member;
    private ProtocolClient stranger;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void connect() {
        URI server = Deployed.server(url);
        backend = new Rest(server, TestIssuer.token("billing", "publisher"));
        member = ProtocolClient.connect(server, TestIssuer.token(ann));
        stranger = ProtocolClient.connect(server, TestIssuer.token("bob"));
        member.join(room);
    }

    @AfterEach
    void disconnect() {
        member.close();
        stranger.close();
    }

    @Test
    void aMessageIntoARoomReachesItsMembersOnly() {
        JsonObject receipt = backend.accepted(
                "/api/rooms/" + room + "/messages",
                "{\"content\":\"Maintenance at 5\",\"type\":\"system\",\"metadata\":{\"level\":2}}");

        JsonObject message = member.await("message");
        assertThat(message.getString("id")).isEqualTo(receipt.getString("id"));
        assertThat(message.getString("timestamp")).isEqualTo(receipt.getString("timestamp"));
        assertThat(message.getString("from")).isEqualTo("billing");
        assertThat(message.getString("room")).isEqualTo(room);
        assertThat(message.getString("content")).isEqualTo("Maintenance at 5");
        assertThat(message.getString("type")).isEqualTo("system");
        assertThat(message.getJsonObject("metadata")).hasToString("{\"level\":2}");
        assertThat(stranger.unread("message")).isEmpty();
        assertThat(member.unread("message")).isEmpty();
    }

    @Test
    void aMessageIntoARoomWithoutMembersIsTaken() {
        assertThat(backend.accepted("/api/rooms/empty/of/all/messages", "{\"content\":\"?\",\"type\":\"text\"}"))
                .containsKeys("id", "timestamp");
    }

    @Test
    void whoHasAnyNameIsReachedByTheQuery() {
        String odd = "../a;b#c\\d%2Fe." + room;
        member.join(odd);

        backend.accepted(
                "/api/room/messages?name=" + URLEncoder.encode(odd, StandardCharsets.UTF_8),
                "{\"content\":\"odd\",\"type\":\"text\"}");
        backend.accepted("/api/user/notifications?id=" + ann, "{\"invoice\":8}");

        assertThat(member.await("message").getString("room")).isEqualTo(odd);
        assertThat(member.await("notification")).hasToString("{\"invoice\":8}");
        assertThat(stranger.unread("message")).isEmpty();
    }

    @Test
    void anIdempotencyKeyBelongsToTheRoomOfTheQuery() {
        String key = UUID.randomUUID().toString();

        HttpResponse<String> first = once(key, room);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(once(key, room).body()).isEqualTo(first.body());
        Rest.problem(once(key, "another"), 422);
    }

    private HttpResponse<String> once(String key, String name) {
        return Rest.send(backend.request("/api/room/messages?name=" + name)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"content\":\"once\",\"type\":\"text\"}")));
    }

    @Test
    void aBroadcastReachesEverybodyButThoseThatAreLeftOut() {
        JsonObject receipt = backend.accepted(
                "/api/broadcast",
                Json.of("{'event':'release','data':[1,{'a':null}],'excludeSockets':['%s']}", stranger.id())
                        .toString());

        JsonObject broadcast = member.await("broadcast");
        assertThat(broadcast.getString("event")).isEqualTo("release");
        assertThat(broadcast.get("data")).hasToString("[1,{\"a\":null}]");
        assertThat(Instant.parse(receipt.getString("timestamp")))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(stranger.unread("broadcast")).isEmpty();
    }

    @Test
    void aBroadcastIntoRoomsReachesTheirMembersOnly() {
        backend.accepted(
                "/api/broadcast",
                Json.of("{'event':'news','data':true,'rooms':['%s','elsewhere']}", room)
                        .toString());

        assertThat(member.await("broadcast").getJsonArray("rooms")).hasSize(2);
        assertThat(stranger.unread("broadcast")).isEmpty();
    }

    @Test
    void aNotificationReachesAllSocketsOfTheUser() {
        try (ProtocolClient tablet = ProtocolClient.connect(Deployed.server(url), TestIssuer.token(ann))) {
            backend.accepted("/api/users/" + ann + "/notifications", "{\"invoice\":7}");

            assertThat(member.await("notification")).hasToString("{\"invoice\":7}");
            assertThat(tablet.await("notification")).hasToString("{\"invoice\":7}");
            assertThat(stranger.unread("notification")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rooms/x/messages | {'type':'text'} | content",
                "rooms/x/messages | {'content':'','type':'text'} | content",
                "rooms/x/messages | {'content':7,'type':'text'} | content",
                "rooms/x/messages | {'content':'a'} | type",
                "rooms/x/messages | {'content':'a','type':'shout'} | type",
                "rooms/x/messages | {'content':'a','type':'text','metadata':[]} | metadata",
                "rooms/x/messages | {'content':'a','type':'text','room':'y'} | room",
                "rooms/x/messages | {'content':'a','type':'text','to':'y'} | to",
                "rooms/%20/messages | {'content':'a','type':'text'} | room",
                "rooms/x/messages | [] | payload",
                "rooms/x/messages | {'content': | body",
                "broadcast | {'data':1} | event",
                "broadcast | {'event':' ','data':1} | event",
                "broadcast | {'event':'a'} | data",
                "broadcast | {'event':'a','data':1,'rooms':[]} | rooms",
                "broadcast | {'event':'a','data':1,'rooms':'x'} | rooms",
                "broadcast | {'event':'a','data':1,'rooms':['x','x']} | rooms",
                "broadcast | {'event':'a','data':1,'rooms':[' ']} | rooms",
                "broadcast | {'event':'a','data':1,'excludeSockets':[7]} | excludeSockets",
                "users/x/notifications | nonsense | body",
                "room/messages | {'content':'a','type':'text'} | name",
                "user/notifications | 7 | id",
            })
    void whatIsWrongIsNamedAndNothingIsSent(String path, String body, String field) {
        Rest.assertInvalid(backend.post("/api/" + path, body.replace('\'', '"')), field);

        assertThat(member.unread("message")).isEmpty();
        assertThat(member.unread("broadcast")).isEmpty();
    }

    @Test
    void theIdOfASocketIsNoRoom() {
        String message = "{\"content\":\"a\",\"type\":\"text\"}";
        Rest.assertInvalid(backend.post("/api/rooms/" + member.id() + "/messages", message), "room");

        assertThat(member.unread("message")).isEmpty();
    }

    @Test
    void aBackendCannotSpeakForSomebodyElse() {
        Rest.problem(
                backend.post(
                        "/api/rooms/" + room + "/messages", "{\"content\":\"a\",\"type\":\"text\",\"from\":\"ann\"}"),
                403);

        assertThat(member.unread("message")).isEmpty();
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        String large = "{\"content\":\"" + "x".repeat(1_100_000) + "\",\"type\":\"text\"}";

        Rest.problem(backend.post("/api/rooms/" + room + "/messages", large), 413);
    }

    @Test
    void aMissingBodyIsSaidSo() {
        Rest.assertInvalid(backend.post("/api/broadcast", ""), "body");
    }

    @Test
    void aBodyThatIsNoJsonByItsTypeIsRefused() {
        Rest.problem(
                Rest.send(backend.request("/api/broadcast")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                415);
    }
}
