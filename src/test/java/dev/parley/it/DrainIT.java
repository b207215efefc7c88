package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node goes out of service and comes back, and its clients with it. */
class DrainIT {

    private static final int CLIENTS = 30;
    private static final String DRAIN = "/api/node/drain";

    private static ServerProcess process;
    private static URI server;
    private static Rest root;

    private static ServerProcess start(String name, String drainTimeout) throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_RECOVERY_WINDOW", "120000");
        environment.put("WEBSOCKET_PRESENCE_GRACE", "120000");
        environment.put("WEBSOCKET_DRAIN_TIMEOUT", drainTimeout);
        return ServerProcess.start("drain-" + name, "parley.war", FreePort.find(), environment);
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        process = start("rest", "1000");
        server = URI.create(process.url());
        root = new Rest(server, TestIssuer.token("root", "admin"));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    private static ProtocolClient connect(String user) {
        return ProtocolClient.connect(WebSocketWire.openRecoverable(server), TestIssuer.token(user));
    }

    private static ProtocolClient returning(ProtocolClient before, String user) {
        ProtocolClient client = ProtocolClient.unconnected(WebSocketWire.openRecoverable(server));
        client.connectWith(Json.of("{'token':'%s','pid':'%s'}", TestIssuer.token(user), before.pid())
                .toString());
        return client;
    }

    private static JsonObject sessionsOf(String user) {
        return root.found("/api/sessions?user=" + user);
    }

    private static void isTakenBack() {
        JsonObject state = Json.object(root.delete(DRAIN).body());
        assertThat(state.getBoolean("draining")).isFalse();
        assertThat(state).doesNotContainKey("drainingSince");
    }

    @Test
    void aNodeThatDrainsSendsItsClientsAwayAndTakesThemBackAsTheyWere() {
        ProtocolClient ann = connect("ann");
        ann.join("tea");

        JsonObject begun = root.accepted(DRAIN, "");
        JsonObject again = root.accepted(DRAIN, "");

        assertThat(begun.keySet()).containsExactly("node", "draining", "drainingSince", "open", "toGo");
        assertThat(begun.getBoolean("draining")).isTrue();
        assertThat(again.getString("drainingSince")).isEqualTo(begun.getString("drainingSince"));
        assertThat(Http.get(server, "/ready").statusCode()).isEqualTo(503);
        Http.RawAnswer refusal = Http.plain(server, "/socket.io/?EIO=4&transport=polling");
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.head()).contains("Retry-After: 1\n");
        assertThat(((WebSocketWire) ann.wire()).closeCode()).isEqualTo(1001);
        Waiting.until("its session waits", () -> sessionsOf("ann").getInt("total") == 1);
        JsonObject waiting = sessionsOf("ann").getJsonArray("items").getJsonObject(0);
        assertThat(waiting.keySet()).containsExactly("socketId", "userId", "since", "rooms", "node", "namespace");
        assertThat(waiting.getString("socketId")).isEqualTo(ann.id());
        assertThat(waiting.getJsonArray("rooms")).hasToString("[\"tea\"]");
        assertThat(waiting.toString()).doesNotContain(ann.pid());
        assertThat(sessionsOf("bob").getInt("total")).isZero();
        assertThat(root.found("/api/node").getInt("open")).isZero();
        assertThat(root.found("/api/users/ann/presence").getString("status")).isEqualTo("online");

        isTakenBack();
        isTakenBack();
        assertThat(Http.get(server, "/ready").statusCode()).isEqualTo(200);
        try (ProtocolClient back = returning(ann, "ann")) {
            assertThat(back.id()).isEqualTo(ann.id());
            assertThat(sessionsOf("ann").getInt("total")).isZero();
        }
        assertThat(process.log())
                .contains("action=POST target=" + DRAIN, "action=DELETE target=" + DRAIN)
                .contains("action=drain target=\"\" detail=begun", "detail=\"taken back\"");
    }

    @Test
    void aSessionThatWaitsCanBeEndedAsByAGoodbye() {
        ProtocolClient carol = connect("carol");
        carol.close();
        Waiting.until("its session waits", () -> sessionsOf("carol").getInt("total") == 1);
        assertThat(root.found("/api/users/carol/presence").getString("status")).isEqualTo("online");

        assertThat(root.delete("/api/sessions/" + carol.id()).statusCode()).isEqualTo(204);

        assertThat(sessionsOf("carol").getInt("total")).isZero();
        Waiting.until(
                "it is offline",
                () -> root.found("/api/users/carol/presence")
                        .getString("status")
                        .equals("offline"));
        Rest.problem(root.delete("/api/sessions/" + carol.id()), 404);
        try (ProtocolClient back = returning(carol, "carol")) {
            assertThat(back.id()).isNotEqualTo(carol.id());
        }
    }

    /** As the preStop of the Kubernetes manifest does. */
    @Test
    void theScriptOfTheImageDrainsIfItHasAToken() throws IOException, InterruptedException {
        Path token = Files.createTempFile("parley-drain", ".token");
        try {
            Files.writeString(token, TestIssuer.token("nobody"));
            assertThat(script(token)).as("without the role").isNotZero();
            assertThat(root.found("/api/node").getBoolean("draining")).isFalse();

            Files.writeString(token, TestIssuer.token("kubernetes", "admin"));
            assertThat(script(token)).isZero();
            assertThat(root.found("/api/node").getBoolean("draining")).isTrue();
        } finally {
            Files.delete(token);
            isTakenBack();
        }
    }

    private static int script(Path token) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "bash", Path.of("server-config", "payara-micro", "drain.sh").toString(), token.toString());
        builder.environment().put("WEBSOCKET_PORT", Integer.toString(process.port()));
        Process script = builder.start();
        assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return script.exitValue();
    }

    @Test
    void atSigtermClientsAreSentAwayOneAfterTheOther() throws Exception {
        ServerProcess ending = start("sigterm", "3000");
        List<CompletableFuture<Integer>> ends = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                ProtocolClient client =
                        ProtocolClient.connect(URI.create(ending.url()), TestIssuer.token("client-" + i));
                ends.add(((WebSocketWire) client.wire()).ended());
            }
            CompletableFuture<Long> openAfterTheFirst = CompletableFuture.anyOf(ends.toArray(CompletableFuture[]::new))
                    .thenApply(
                            first -> ends.stream().filter(end -> !end.isDone()).count());
            ending.close();

            assertThat(openAfterTheFirst.get(10, TimeUnit.SECONDS)).isPositive();
            for (CompletableFuture<Integer> end : ends) {
                assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
            }
            assertThat(ending.log()).contains("detail=\"ended, 0 open\"");
        } finally {
            ending.close();
        }
    }
}
