package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import dev.parley.redis.connection.RedisWire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Three nodes behind a load balancer, with stock clients that talk and keep a ledger, are restarted one after the other, and
 * one is killed: {@code src/test/node/rolling}.
 *
 * <p>System properties: {@code parley.rolling.clients} (60), {@code parley.rolling.wire} ({@code streams}).
 */
class RollingRestartIT {

    private static final int NODES = 3;
    private static final int CLIENTS = Integer.getInteger("parley.rolling.clients", 60);
    private static final String WIRE = System.getProperty("parley.rolling.wire", RedisWire.STREAMS.text());
    private static final int SENDERS = 12;
    private static final String DRAIN = "/api/node/drain";

    private final RealRedis redis = RealRedis.start();
    private final List<ServerProcess> nodes = new ArrayList<>();
    private int starts;

    private ServerProcess start(int port) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "PARLEY_DEV_MODE", "true",
                "REDIS_URL", redis.url(),
                "REDIS_ADAPTER", WIRE,
                "WEBSOCKET_DRAIN_TIMEOUT", "5000",
                "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
                "WEBSOCKET_RATE_LIMIT_MAX", "100000");
        return ServerProcess.start("rolling-" + ++starts, "parley.war", port, environment);
    }

    @AfterEach
    void stop() {
        nodes.forEach(ServerProcess::close);
        redis.close();
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingComesTwice() throws Exception {
        for (int i = 0; i < NODES; i++) {
            nodes.add(start(FreePort.find()));
        }
        List<URI> addresses = nodes.stream()
                .map(node -> URI.create("http://127.0.0.1:" + node.port()))
                .toList();
        try (LiveNodes entrance = new LiveNodes(addresses);
                ControlService control =
                        new ControlService(Map.of("/restart", this::restartAll, "/kill", this::killOne))) {
            NodeTests.run(
                    "rolling",
                    Duration.ofMinutes(9),
                    Map.of(
                            "PARLEY_URL", nodes.get(0).url(),
                            "ENTRANCE", entrance.address().toString(),
                            "CONTROL", control.url(),
                            "WIRE", WIRE,
                            "CLIENTS", Integer.toString(CLIENTS),
                            "SENDERS", Integer.toString(SENDERS)));
        }
        Files.readAllLines(Path.of("target", "it-logs", "node-rolling.tap")).stream()
                .filter(line -> line.contains(" away, ") || line.contains("twice, of"))
                .forEach(System.out::println);
    }

    /** As an operator does: the node is drained, and when nobody is left it is ended and started again. */
    private void restartAll() throws IOException, InterruptedException {
        for (int i = 0; i < NODES; i++) {
            ServerProcess old = nodes.get(i);
            Rest root = new Rest(
                    URI.create(old.url()),
                    Json.object(old.get("/dev/token?user=root&groups=admin").body())
                            .getString("token"));
            root.accepted(DRAIN, "");
            Waiting.until("nobody is left", () -> root.found("/api/node").getInt("open") == 0);
            old.close();
            nodes.set(i, start(old.port()));
        }
    }

    private void killOne() throws IOException, InterruptedException {
        ServerProcess old = nodes.get(1);
        old.kill();
        nodes.set(1, start(old.port()));
    }
}
