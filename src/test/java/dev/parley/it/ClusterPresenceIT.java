package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Three real nodes and a real Redis: presence and the operators' view are of all of them, and one is killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterPresenceIT {

    private static final Duration PROMISED = Duration.ofSeconds(15);
    private static final String UPDATE = "presence-update";
    private static final String ROOM = "tea";

    private static RealRedis redis;
    private static Nodes nodes;
    private static ServerProcess one;
    private static ServerProcess two;
    private static ServerProcess three;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        redis = RealRedis.start();
        nodes = Nodes.start(ClusterPresenceIT::start, "one", "two", "three");
        one = nodes.get(0);
        two = nodes.get(1);
        three = nodes.get(2);
    }

    private static ServerProcess start(String name) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("REDIS_URL", redis.url());
        environment.put("WEBSOCKET_PING_INTERVAL", "2000");
        environment.put("WEBSOCKET_PING_TIMEOUT", "8000");
        return ServerProcess.start("cluster-presence-" + name, "parley.war", FreePort.find(), environment);
    }

    @AfterAll
    static void stop() {
        nodes.close();
        redis.close();
    }

    private static JavaClient client(URI server, String user) {
        return new JavaClient(server, Map.of("token", TestIssuer.token(user)), "websocket").connect();
    }

    private static JavaClient client(ServerProcess server, String user) {
        return client(URI.create(server.url()), user);
    }

    private static void join(JavaClient client, String room) throws JSONException {
        assertThat(client.ask("join-room", new JSONObject(Map.of("room", room))).getBoolean("success"))
                .isTrue();
    }

    private static Rest operator(ServerProcess server) {
        return new Rest(URI.create(server.url()), TestIssuer.token("root", "admin"));
    }

    private static JsonObject presenceSeenBy(ServerProcess server, String user) {
        return operator(server).found("/api/users/" + user + "/presence");
    }

    /** The next update of a user that a client gets, {@code ann busy}; those of others are passed over. */
    private static String next(JavaClient client, String user) throws JSONException {
        while (true) {
            JSONObject update = (JSONObject) client.await(UPDATE)[0];
            if (update.getString("userId").equals(user)) {
                return user + " " + update.getString("status");
            }
        }
    }

    @Test
    @Order(1)
    void presenceIsSeenAcrossNodes() throws JSONException {
        try (JavaClient bob = client(two, "bob")) {
            join(bob, ROOM);
            try (JavaClient ann = client(one, "ann");
                    JavaClient annElsewhere = client(two, "ann")) {
                join(ann, ROOM);
                assertThat(next(bob, "ann")).isEqualTo("ann online");
                assertThat(next(ann, "bob"))
                        .as("a newcomer hears of who is there")
                        .isEqualTo("bob online");

                // By a socket that is in no room: those who share a room with the other hear of it.
                annElsewhere.call(UPDATE, new JSONObject(Map.of("status", "busy")));
                assertThat(next(bob, "ann")).isEqualTo("ann busy");
                assertThat(next(ann, "ann")).isEqualTo("ann busy");
                JsonObject seen = presenceSeenBy(three, "ann");
                assertThat(seen.getString("status")).isEqualTo("busy");
                assertThat(seen.getJsonArray("sockets")).hasSize(2);

                annElsewhere.disconnect();
                Waiting.until(
                        "one socket is left",
                        () -> presenceSeenBy(three, "ann")
                                        .getJsonArray("sockets")
                                        .size()
                                == 1);
                assertThat(presenceSeenBy(three, "ann").getString("status")).isEqualTo("busy");
            }
            assertThat(next(bob, "ann")).isEqualTo("ann offline");
            assertThat(presenceSeenBy(three, "ann").getString("status")).isEqualTo("offline");
        }
    }

    @Test
    @Order(2)
    void operatorsSeeAndDisconnectSocketsOfEveryNode() throws JSONException {
        try (JavaClient ann = client(one, "ann");
                JavaClient bob = client(two, "bob")) {
            ann.ask(
                    "join-room",
                    new JSONObject(Map.of("room", ROOM, "metadata", new JSONObject(Map.of("kind", "green")))));
            assertThat(bob.ask("join-room", new JSONObject(Map.of("room", ROOM)))
                            .getInt("memberCount"))
                    .isEqualTo(2);
            Rest operator = operator(three);

            JsonObject room = operator.found("/api/rooms/" + ROOM);
            assertThat(room.getInt("memberCount")).isEqualTo(2);
            assertThat(room.getJsonObject("metadata").getString("kind")).isEqualTo("green");
            JsonObject connection = operator.found("/api/connections/" + ann.id());
            assertThat(connection.getString("userId")).isEqualTo("ann");
            assertThat(connection.getString("transport")).isEqualTo("websocket");
            assertThat(connection.getString("node"))
                    .isNotEmpty()
                    .isNotEqualTo(operator.found("/api/connections/" + bob.id()).getString("node"));
            assertThat(operator.get("/api/connections/" + ann.id() + "?scope=node")
                            .statusCode())
                    .isEqualTo(404);

            assertThat(operator.delete("/api/connections/" + ann.id()).statusCode())
                    .isLessThan(300);
            ann.await("disconnect");
            Waiting.until(
                    "the room has one member",
                    () -> operator.found("/api/rooms/" + ROOM).getInt("memberCount") == 1);
        }
    }

    @Test
    @Order(3)
    void theNumbersAreOfAllNodes() throws JSONException {
        Rest scraper = new Rest(URI.create(one.url()), TestIssuer.token("prometheus", "metrics"));
        Waiting.until(
                "everybody of the tests before is gone",
                () -> scraper.found("/api/metrics").getInt("activeConnections") == 0);
        try (JavaClient ann = client(one, "ann");
                JavaClient bob = client(two, "bob");
                JavaClient cleo = client(two, "cleo")) {
            join(ann, ROOM);
            join(bob, ROOM);
            join(cleo, "milk");

            JsonObject all = scraper.found("/api/metrics");
            JsonObject here = scraper.found("/api/metrics?scope=node");

            assertThat(all.keySet()).isEqualTo(here.keySet()).doesNotContain("missingNodes");
            assertThat(all.getInt("activeConnections")).isEqualTo(3);
            assertThat(here.getInt("activeConnections")).isEqualTo(1);
            assertThat(all.getInt("totalConnections")).isGreaterThanOrEqualTo(here.getInt("totalConnections") + 2);
            assertThat(all.getInt("totalRooms")).isEqualTo(2);
            assertThat(here.getInt("totalRooms")).isEqualTo(1);
            assertThat(all.getJsonNumber("messagesPerSecond").doubleValue())
                    .isGreaterThan(here.getJsonNumber("messagesPerSecond").doubleValue());
            Rest.problem(scraper.get("/api/metrics?scope=galaxy"), 400);
        }
    }

    @Test
    @Order(4)
    @BadInput(64)
    void theUsersOfANodeThatIsKilledGoOfflineOrComeBackElsewhere() throws IOException, JSONException {
        try (CuttableLink link = new CuttableLink(URI.create(one.url()));
                JavaClient bob = client(two, "bob");
                JavaClient cleo = client(three, "cleo");
                JavaClient ann = client(one, "ann");
                JavaClient dan = client(link.address(), "dan")) {
            for (JavaClient client : List.of(bob, cleo, ann, dan)) {
                join(client, ROOM);
            }
            for (JavaClient observer : List.of(bob, cleo)) {
                assertThat(next(observer, "ann")).isEqualTo("ann online");
                assertThat(next(observer, "dan")).isEqualTo("dan online");
            }
            dan.call(UPDATE, new JSONObject(Map.of("status", "away")));
            assertThat(next(bob, "dan")).isEqualTo("dan away");
            link.lead(URI.create(two.url()));

            one.kill();
            long killed = System.nanoTime();
            ann.disconnect();

            // Dan's client finds another node by itself, and nobody has missed him.
            dan.awaitConnected();
            join(dan, ROOM);
            assertThat(presenceSeenBy(three, "dan").getString("status")).isEqualTo("away");

            assertThat(next(bob, "ann")).isEqualTo("ann offline");
            assertThat(next(cleo, "ann")).isEqualTo("ann offline");
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(PROMISED);
            assertThat(presenceSeenBy(two, "ann").getString("status")).isEqualTo("offline");
            assertThat(presenceSeenBy(three, "dan").getJsonArray("sockets")).hasSize(1);

            // Told once, by one of the two: what comes next is something else.
            bob.call(UPDATE, new JSONObject(Map.of("status", "busy")));
            assertThat(cleo.await(UPDATE)[0])
                    .satisfies(update -> assertThat(((JSONObject) update).getString("userId"))
                            .isNotEqualTo("ann"));
            assertThat(operator(three).found("/api/rooms/" + ROOM).getInt("memberCount"))
                    .isEqualTo(3);
        }
    }
}
