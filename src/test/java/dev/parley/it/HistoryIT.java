package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was said in a room is there again: for clients of two nodes, by REST, and in the console that is loaded anew. */
class HistoryIT {

    private static final Map<String, String> KEPT = Map.of("WEBSOCKET_HISTORY_MESSAGES", "3");

    private static ServerProcess start(String name, Map<String, String> more) throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.putAll(KEPT);
        environment.put("WEBSOCKET_ROOM_RULES", "board=board;*=**");
        environment.putAll(more);
        return ServerProcess.start("history-" + name, "parley.war", FreePort.find(), environment);
    }

    private static ProtocolClient client(ServerProcess server, String user, String room, String... roles) {
        ProtocolClient client = ProtocolClient.connect(URI.create(server.url()), TestIssuer.token(user, roles));
        client.join(room);
        return client;
    }

    private static void say(ProtocolClient client, String room, String... contents) {
        for (String content : contents) {
            client.ask("message", Json.of("{'room':'%s','type':'text','content':'%s'}", room, content));
        }
    }

    private static List<String> contents(JsonObject answer) {
        return answer.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
                .map(message -> message.getString("content"))
                .toList();
    }

    private static List<String> history(ProtocolClient client, String room) {
        JsonObject answer = client.ask("room-history", Json.of("{'room':'%s'}", room));
        assertThat(answer.getBoolean("success")).isTrue();
        return contents(answer);
    }

    @Test
    void oneNodeRemembersForWhoMayBeInTheRoom() throws Exception {
        try (ServerProcess server = start("alone", Map.of())) {
            Rest robot = new Rest(URI.create(server.url()), TestIssuer.token("robot", "publisher"));
            robot.accepted("/api/room/messages?name=board", "{\"type\":\"text\",\"content\":\"0\"}");
            try (ProtocolClient ann = client(server, "ann", "board", "board")) {
                say(ann, "board", "1", "2");
                assertThat(history(ann, "board")).containsExactly("0", "1", "2");
                say(ann, "board", "3");
            }
            try (ProtocolClient again = client(server, "ann", "board", "board");
                    ProtocolClient eve = client(server, "eve", "tea")) {
                assertThat(history(again, "board")).containsExactly("1", "2", "3");
                assertThat(eve.ask("room-history", Json.of("{'room':'board'}"))
                                .getJsonObject("error")
                                .getString("code"))
                        .isEqualTo("AUTHORIZATION_FAILED");
            }
            Rest member = new Rest(URI.create(server.url()), TestIssuer.token("root", "admin", "board"));
            Rest other = new Rest(URI.create(server.url()), TestIssuer.token("root", "admin"));
            assertThat(contents(member.found("/api/room/messages?name=board&limit=2")))
                    .containsExactly("2", "3");
            assertThat(contents(other.found("/api/room/messages?name=tea"))).isEmpty();
            Rest.problem(other.get("/api/room/messages?name=board"), 403);
            Rest.problem(robot.get("/api/room/messages?name=tea"), 403);
            Rest.assertInvalid(member.get("/api/room/messages?name=board&limit=0"), "limit");
            Rest.assertInvalid(member.get("/api/room/messages"), "name");
        }
    }

    @Test
    void nodesWithARedisRememberTheSameAndItOutlivesThem() throws Exception {
        try (RealRedis redis = RealRedis.start()) {
            Map<String, String> shared = Map.of("REDIS_URL", redis.url());
            try (ServerProcess one = start("one", shared);
                    ProtocolClient ann = client(one, "ann", "tea")) {
                say(ann, "tea", "1", "2");
                assertThat(history(ann, "tea")).containsExactly("1", "2");
            }
            try (ServerProcess two = start("two", shared);
                    ProtocolClient bob = client(two, "bob", "tea")) {
                assertThat(history(bob, "tea")).containsExactly("1", "2");
                say(bob, "tea", "3", "4");
                assertThat(history(bob, "tea")).containsExactly("2", "3", "4");
                redis.stop();
                JsonObject away = bob.ask("room-history", Json.of("{'room':'tea'}"));
                assertThat(away.getJsonObject("error").getString("code")).isEqualTo("CONNECTION_ERROR");
            }
        }
    }

    @Test
    void theConsoleShowsItAgainWhenThePageIsLoadedAnew() throws Exception {
        Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        Map<String, String> settings = Map.of("PARLEY_DEV_MODE", "true", "WEBSOCKET_HISTORY_MESSAGES", "100");
        try (ServerProcess server = ServerProcess.start("history-console", "parley.war", FreePort.find(), settings)) {
            NodeTests.run(
                    "history",
                    Duration.ofMinutes(3),
                    Map.of(
                            "PARLEY_URL",
                            server.url(),
                            "SCREENSHOTS",
                            screenshots.toAbsolutePath().toString()));
        }
    }
}
