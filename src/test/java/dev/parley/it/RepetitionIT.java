package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import redis.clients.jedis.Jedis;

/** What is sent again to two nodes with a real Redis: by clients with a {@code clientId}, by backends with a header. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RepetitionIT {

    private static final String ROOM = "once";
    private static final int ROUNDS = 100;

    private static RealRedis redis;
    private static Nodes nodes;
    private static ServerProcess one;
    private static ServerProcess two;
    private static ProtocolClient annAtOne;
    private static ProtocolClient annAtTwo;
    private static ProtocolClient bob;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        redis = RealRedis.start();
        nodes = Nodes.start(RepetitionIT::start, "one", "two");
        one = nodes.get(0);
        two = nodes.get(1);
        annAtOne = client(one, "ann");
        annAtTwo = client(two, "ann");
        bob = client(two, "bob");
    }

    private static ServerProcess start(String name) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("REDIS_URL", redis.url());
        return ServerProcess.start("repetition-" + name, "parley.war", FreePort.find(), environment);
    }

    private static ProtocolClient client(ServerProcess server, String user) {
        ProtocolClient client = ProtocolClient.connect(URI.create(server.url()), TestIssuer.token(user));
        client.join(ROOM);
        return client;
    }

    @AfterAll
    static void stop() {
        List.of(annAtOne, annAtTwo, bob).forEach(ProtocolClient::close);
        nodes.close();
        redis.close();
    }

    private static JsonObject say(ProtocolClient client, String clientId) {
        return client.ask(
                "message", Json.of("{'room':'once','type':'text','content':'%s','clientId':'%s'}", clientId, clientId));
    }

    private static HttpResponse<String> publish(ServerProcess server, String key, String content) {
        Rest robot = new Rest(URI.create(server.url()), TestIssuer.token("robot", "publisher"));
        return Rest.send(robot.request("/api/rooms/" + ROOM + "/messages")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(
                        Json.of("{'type':'text','content':'%s'}", content).toString())));
    }

    /** Waits until somebody has got everything that a sender has sent before. */
    private static void settle(ProtocolClient client, ProtocolClient sender) {
        String last = "mark " + System.nanoTime();
        sender.ask("message", Json.of("{'room':'once','type':'text','content':'%s'}", last));
        client.await("message", message -> message.getString("content").equals(last));
    }

    /** The ids of what somebody has heard of a sender with this content. */
    private static List<String> heard(ProtocolClient client, ProtocolClient sender, String content) {
        settle(client, sender);
        return client.unread("message").stream()
                .filter(message -> message.getString("content").equals(content))
                .map(message -> message.getString("id"))
                .toList();
    }

    @Test
    @Order(1)
    void aMessageThatIsSentAgainToAnotherNodeIsAcknowledgedAndNotSent() {
        JsonObject first = say(annAtOne, "first");

        assertThat(say(annAtTwo, "first")).isEqualTo(first);
        assertThat(say(annAtOne, "first")).isEqualTo(first);
        assertThat(heard(bob, annAtOne, "first")).containsExactly(first.getString("id"));
    }

    @Test
    @Order(2)
    void ofTwoAtTheSameMomentOnTwoNodesOneIsSent() {
        for (int round = 0; round < ROUNDS; round++) {
            String clientId = "race " + round;
            CompletableFuture<JsonObject> other = CompletableFuture.supplyAsync(() -> say(annAtTwo, clientId));
            JsonObject here = say(annAtOne, clientId);

            assertThat(other.join()).isEqualTo(here);
        }
        settle(bob, annAtOne);
        settle(bob, annAtTwo);
        List<String> all = bob.unread("message").stream()
                .map(message -> message.getString("content"))
                .filter(content -> content.startsWith("race "))
                .toList();
        assertThat(all).doesNotHaveDuplicates().hasSize(ROUNDS);
    }

    @Test
    @Order(3)
    void aPublicationByRestIsRepeatedByItsHeader() {
        HttpResponse<String> first = publish(one, "\"order 7\"", "seven");
        HttpResponse<String> again = publish(two, "\"order 7\"", "seven");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        Rest.problem(publish(two, "\"order 7\"", "eight"), 422);
        Rest.assertInvalid(publish(one, "\"", "x"), "Idempotency-Key");
        assertThat(heard(bob, annAtOne, "seven"))
                .containsExactly(Json.object(first.body()).getString("id"));
    }

    @Test
    @Order(4)
    void eachKeyHasATimeToLive() {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            List<String> keys = List.copyOf(jedis.keys("socket.io:presence:request:*"));
            assertThat(keys).hasSizeGreaterThanOrEqualTo(ROUNDS + 2);
            assertThat(keys).allSatisfy(key -> assertThat(jedis.pttl(key)).isBetween(1L, 120_000L));
        }
    }

    @Test
    @Order(5)
    void withoutRedisMessagesGoAndTheirOwnNodeRecognisesThem() {
        redis.stop();
        JsonObject first = say(annAtTwo, "alone");

        assertThat(first.getBoolean("success")).isTrue();
        assertThat(say(annAtTwo, "alone")).isEqualTo(first);
        assertThat(heard(bob, annAtTwo, "alone")).containsExactly(first.getString("id"));
    }
}
