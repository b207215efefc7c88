package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** What an administrator sees and does over HTTP, with real sockets. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AdminIT {

    @ArquillianResource
    private URL url;

    /** Of this test only; others leave theirs behind. */
    private final String run = UUID.randomUUID().toString();

    private final String ann = "ann-" + run;
    private final String bob = "bob-" + run;
    private final String room = "room/ä " + run;
    private URI server;
    private Rest admin;
    private ProtocolClient first;
    private ProtocolClient second;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void connect() {
        server = Deployed.server(url);
        admin = new Rest(server, TestIssuer.token("root", "admin"));
        first = ProtocolClient.unconnected(WebSocketWire.open(server));
        first.connectWith(Json.of("{'token':'%s','metadata':{'device':'phone'}}", TestIssuer.token(ann))
                .toString());
        second = ProtocolClient.connect(PollingWire.open(server), TestIssuer.token(bob));
        first.ask("join-room", Json.of("{'room':'%s','metadata':{'topic':'tea'}}", room));
        second.join(room);
    }

    @AfterEach
    void disconnect() {
        first.close();
        second.close();
    }

    @Test
    void aConnectionHasAllThatTheContractNames() {
        JsonObject connection = admin.found("/api/connections/" + first.id());

        assertThat(connection.keySet())
                .containsExactly(
                        "socketId", "userId", "connectedAt", "rooms", "metadata", "transport", "remoteAddress", "node");
        assertThat(connection.getString("socketId")).isEqualTo(first.id());
        assertThat(connection.getString("userId")).isEqualTo(ann);
        assertThat(connection.getJsonArray("rooms").getValuesAs(JsonString::getString))
                .containsExactly(room);
        assertThat(connection.getJsonObject("metadata")).hasToString("{\"device\":\"phone\"}");
        assertThat(connection.getString("transport")).isEqualTo("websocket");
        assertThat(connection.getString("remoteAddress")).isEqualTo("127.0.0.1");
        assertThat(connection.getString("node")).isNotBlank();
        assertThat(Instant.parse(connection.getString("connectedAt")))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(2)),
                        Instant.now().plusSeconds(1));
    }

    @Test
    void aPollingConnectionSaysSoAndHasNoMetadata() {
        JsonObject connection = admin.found("/api/connections/" + second.id() + "?scope=node");

        assertThat(connection.getString("transport")).isEqualTo("polling");
        assertThat(connection.getJsonObject("metadata")).isEmpty();
    }

    @Test
    void connectionsAreFilteredByUserAndRoom() {
        assertThat(socketIds("/api/connections?user=" + ann)).containsExactly(first.id());
        assertThat(socketIds("/api/connections?room=" + encoded(room)))
                .containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(socketIds("/api/connections?user=" + bob + "&room=" + encoded(room)))
                .containsExactly(second.id());
        assertThat(socketIds("/api/connections?user=" + bob + "&room=elsewhere"))
                .isEmpty();
        assertThat(socketIds("/api/connections?search=NN-" + run.substring(0, 20)))
                .containsExactly(first.id());
    }

    @Test
    void connectionsComePageByPageInTheOrderThatIsAskedFor() {
        String list = "/api/connections?room=" + encoded(room) + "&sort=-userId&limit=1&offset=";
        JsonObject one = admin.found(list + 0);
        JsonObject two = admin.found(list + 1);
        JsonObject three = admin.found(list + 2);

        assertThat(userIds(one)).containsExactly(bob);
        assertThat(userIds(two)).containsExactly(ann);
        assertThat(userIds(three)).isEmpty();
        assertThat(List.of(one, two, three)).allSatisfy(page -> {
            assertThat(page.getInt("total")).isEqualTo(2);
            assertThat(page.getInt("limit")).isEqualTo(1);
        });
        assertThat(three.getInt("offset")).isEqualTo(2);
    }

    @Test
    void usersComePageByPageWithTheirPresenceAndSockets() {
        String list = "/api/users?search=" + run + "&sort=-userId&limit=1&offset=";
        JsonObject one = admin.found(list + 0);
        JsonObject two = admin.found(list + 1);

        assertThat(userIds(one)).containsExactly(bob);
        assertThat(userIds(two)).containsExactly(ann);
        assertThat(one.getInt("total")).isEqualTo(2);
        JsonObject user = two.getJsonArray("items").getJsonObject(0);
        assertThat(user.getString("status")).isEqualTo("online");
        assertThat(user).isEqualTo(admin.found("/api/user/presence?id=" + ann));
        assertThat(user.getJsonArray("sockets").getString(0)).isEqualTo(first.id());
        Rest.problem(new Rest(server, TestIssuer.token("robot", "publisher")).get("/api/users"), 403);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/connections?limit=0, limit",
        "/api/connections?limit=501, limit",
        "/api/connections?limit=many, limit",
        "/api/connections?offset=-1, offset",
        "/api/connections?sort=colour, sort",
        "/api/connections?scope=planet, scope",
        "/api/connections/x?scope=planet, scope",
        "/api/rooms?limit=0, limit",
        "/api/rooms?sort=-colour, sort",
        "/api/rooms?scope=planet, scope",
        "/api/rooms/x?scope=planet, scope",
        "/api/users?limit=0, limit",
        "/api/users?sort=status, sort",
        "/api/users?scope=planet, scope",
        "/api/users/x/presence?scope=planet, scope",
        "/api/room, name",
        "/api/room?name=x&scope=planet, scope",
        "/api/user/presence, id",
    })
    void aWrongParameterIsNamed(String path, String parameter) {
        Rest.assertInvalid(admin.get(path), parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/connections/nobody",
        "/api/connections/nobody?scope=node",
        "/api/rooms/nowhere",
        "/api/room?name=nowhere",
        "/api/room?name=",
        "/api/nothing",
        "/api/users/nobody",
    })
    void whatIsNotThereIsNotFound(String path) {
        JsonObject problem = Rest.problem(admin.get(path), 404);

        assertThat(problem.getString("instance")).isEqualTo(path.replaceAll("\\?.*", ""));
    }

    @Test
    void theIdOfASocketIsNotARoom() {
        Rest.problem(admin.get("/api/rooms/" + first.id()), 404);
    }

    @Test
    void aRoomHasAllThatTheContractNames() {
        JsonObject found = admin.found("/api/rooms/" + encoded(room));

        assertThat(found.keySet()).containsExactly("name", "memberCount", "members", "createdAt", "metadata");
        assertThat(found.getString("name")).isEqualTo(room);
        assertThat(found.getInt("memberCount")).isEqualTo(2);
        assertThat(found.getJsonArray("members").getValuesAs(JsonString::getString))
                .containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(found.getJsonObject("metadata")).hasToString("{\"topic\":\"tea\"}");
        assertThat(Instant.parse(found.getString("createdAt")))
                .isBefore(Instant.now().plusSeconds(1));
    }

    /** Servers refuse several of these characters in a path, or take them for something else. */
    @Test
    void aRoomOfAnyNameIsFoundByTheQuery() {
        String odd = "a/b//c\\d;e?f#g%2Fh&i=+." + run + "/../ü";
        first.join(odd);

        JsonObject found = admin.found("/api/room?name=" + URLEncoder.encode(odd, StandardCharsets.UTF_8));

        assertThat(found.getString("name")).isEqualTo(odd);
        assertThat(found.getJsonArray("members").getValuesAs(JsonString::getString))
                .containsExactly(first.id());
        assertThat(admin.found("/api/room?scope=node&name=" + URLEncoder.encode(room, StandardCharsets.UTF_8))
                        .getInt("memberCount"))
                .isEqualTo(2);
    }

    @Test
    void aUserOfAnyIdIsFoundByTheQuery() {
        String odd = "..\\/;?#%&+" + run;
        try (ProtocolClient third = ProtocolClient.connect(server, TestIssuer.token(odd))) {
            JsonObject presence =
                    admin.found("/api/user/presence?id=" + URLEncoder.encode(odd, StandardCharsets.UTF_8));

            assertThat(presence.getString("userId")).isEqualTo(odd);
            assertThat(presence.getString("status")).isEqualTo("online");
            assertThat(presence.getJsonArray("sockets").getValuesAs(JsonString::getString))
                    .containsExactly(third.id());
        }
    }

    @Test
    void roomsComePageByPageInTheOrderThatIsAskedFor() {
        second.join(room + " 2");
        second.join(room + " 3");
        String list = "/api/rooms?search=" + run + "&sort=-memberCount";

        assertThat(names(admin.found(list + "&limit=2"))).containsExactly(room, room + " 3");
        JsonObject rest = admin.found(list + "&limit=2&offset=2");
        assertThat(names(rest)).containsExactly(room + " 2");
        assertThat(rest.getInt("total")).isEqualTo(3);
        assertThat(names(admin.found("/api/rooms?member=" + first.id()))).containsExactly(room);
    }

    @Test
    void aUsersPresenceHasItsSockets() {
        second.ask("presence-update", Json.of("{'status':'busy'}"));

        JsonObject presence = admin.found("/api/users/" + bob + "/presence");

        assertThat(presence.keySet()).containsExactly("userId", "status", "timestamp", "sockets");
        assertThat(presence.getString("userId")).isEqualTo(bob);
        assertThat(presence.getString("status")).isEqualTo("busy");
        assertThat(presence.getJsonArray("sockets").getValuesAs(JsonString::getString))
                .containsExactly(second.id());
    }

    @Test
    void whoIsNotConnectedIsOffline() {
        JsonObject presence = admin.found("/api/users/some%20body/" + run + "/presence");

        assertThat(presence.getString("userId")).isEqualTo("some body/" + run);
        assertThat(presence.getString("status")).isEqualTo("offline");
        assertThat(presence.getJsonArray("sockets")).isEmpty();
    }

    @Test
    void anAdministratorDisconnectsASocket() {
        HttpResponse<String> answer = admin.delete("/api/connections/" + first.id());

        assertThat(answer.statusCode()).isEqualTo(204);
        first.awaitEnd();
        Waiting.until(
                "gone from the list",
                () -> admin.get("/api/connections/" + first.id()).statusCode() == 404);
        Rest.problem(admin.delete("/api/connections/" + first.id()), 404);
        assertThat(names(admin.found("/api/rooms?member=" + second.id()))).containsExactly(room);
    }

    @Test
    void anAdministratorDisconnectsAllSocketsOfAUser() {
        HttpResponse<String> answer = admin.delete("/api/connections?user=" + ann);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.object(answer.body()).getInt("disconnected")).isEqualTo(1);
        first.awaitEnd();
        assertThat(socketIds("/api/connections?room=" + encoded(room))).containsExactly(second.id());
        assertThat(Json.object(admin.delete("/api/connections?user=" + ann).body())
                        .getInt("disconnected"))
                .isZero();
    }

    @Test
    void anAdministratorDisconnectsAllSocketsInARoom() {
        HttpResponse<String> answer = admin.delete("/api/connections?room=" + encoded(room));

        assertThat(Json.object(answer.body()).getInt("disconnected")).isEqualTo(2);
        first.awaitEnd();
        second.awaitEnd();
    }

    @Test
    void nobodyDisconnectsEverybodyByMistake() {
        Rest.assertInvalid(admin.delete("/api/connections"), "room");
        assertThat(socketIds("/api/connections?user=" + ann)).containsExactly(first.id());
    }

    @Test
    void aMethodThatIsNotThereIsAProblemToo() {
        HttpResponse<String> answer = Rest.send(admin.request("/api/rooms").DELETE());

        Rest.problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).get().asString().contains("GET");
    }

    @Test
    void metadataThatIsNoObjectIsRefusedAtTheConnect() {
        try (ProtocolClient client = ProtocolClient.unconnected(WebSocketWire.open(server))) {
            JsonObject refusal = client.refusalOf(Json.of("{'token':'%s','metadata':'phone'}", TestIssuer.token(ann))
                    .toString());

            JsonObject error = refusal.getJsonObject("data");
            assertThat(error.getString("code")).isEqualTo("INVALID_MESSAGE");
            assertThat(error.getJsonObject("details").getString("field")).isEqualTo("metadata");
        }
    }

    private List<String> socketIds(String path) {
        return texts(admin.found(path), "socketId");
    }

    private static List<String> userIds(JsonObject page) {
        return texts(page, "userId");
    }

    private static List<String> names(JsonObject page) {
        return texts(page, "name");
    }

    private static List<String> texts(JsonObject page, String field) {
        return page.getJsonArray("items").stream()
                .map(JsonValue::asJsonObject)
                .map(item -> item.getString(field))
                .toList();
    }

    /** With the slash as it is: servers refuse one that is encoded, and a room's name may have it. */
    private static String encoded(String text) {
        return text.replace(" ", "%20").replace("ä", "%C3%A4");
    }
}
