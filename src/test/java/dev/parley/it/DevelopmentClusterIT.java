package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes in development mode with the same Redis, as the README starts them: a token of one is good at both. */
class DevelopmentClusterIT {

    private static RealRedis redis;
    private static Nodes nodes;
    private static ServerProcess one;
    private static ServerProcess two;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        redis = RealRedis.start();
        nodes = Nodes.start(DevelopmentClusterIT::start, "one", "two");
        one = nodes.get(0);
        two = nodes.get(1);
    }

    private static ServerProcess start(String name) throws IOException, InterruptedException {
        return ServerProcess.start(
                "development-cluster-" + name,
                "parley.war",
                FreePort.find(),
                Map.of("PARLEY_DEV_MODE", "true", "REDIS_URL", redis.url()));
    }

    @AfterAll
    static void stop() {
        nodes.close();
        redis.close();
    }

    private static Rest at(ServerProcess server) {
        return new Rest(URI.create(server.url()), null);
    }

    private static String token(ServerProcess issuer, String user, String groups) {
        return Json.object(at(issuer)
                        .get("/dev/token?user=" + user + "&groups=" + groups)
                        .body())
                .getString("token");
    }

    @Test
    void aTokenOfOneNodeIsGoodAtTheOther() {
        for (List<ServerProcess> pair : List.of(List.of(one, two), List.of(two, one))) {
            Rest elsewhere = at(pair.get(1)).as(token(pair.get(0), "root", "admin"));

            assertThat(elsewhere.get("/api/config").statusCode()).isEqualTo(200);
            assertThat(pair.get(1).log()).contains("take each other's tokens");
        }
    }

    @Test
    void peopleOnBothNodesTalk() throws JSONException {
        JSONObject room = new JSONObject(Map.of("room", "tea"));
        try (JavaClient ann = client(one, token(two, "ann", ""));
                JavaClient bob = client(two, token(one, "bob", ""))) {
            ann.ask("join-room", room);
            assertThat(bob.ask("join-room", room).getInt("memberCount")).isEqualTo(2);
            ann.ask("message", new JSONObject(Map.of("room", "tea", "content", "Hello!", "type", "text")));

            assertThat(((JSONObject) bob.await("message")[0]).getString("content"))
                    .isEqualTo("Hello!");
        }
    }

    private static JavaClient client(ServerProcess server, String token) {
        return new JavaClient(URI.create(server.url()), Map.of("token", token), "websocket").connect();
    }
}
