package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated input at a server over real sockets: requests, polling bodies, frames, packets, events of the chat, each with slips
 * of the pen. {@code src/test/node/fuzz} sends it, and has two good clients beside it that lose nothing. A portion of a new seed
 * each time; {@code -Dparley.fuzz.seed} repeats one, {@code -Dparley.fuzz.seconds} makes it longer ({@link Portion}).
 */
class FuzzIT {

    /** What must be 0 when nobody is there. */
    private static final List<String> METERS = List.of(
            "parley_connections_closing",
            "parley_rooms",
            "parley_send_queue_bytes",
            "parley_send_budget_used_bytes",
            "parley_receive_budget_used_bytes");
    /** As a connection of {@link Http} that waits for its next request. */
    private static final int OUR_OWN_CONNECTIONS = 4;

    private static ServerProcess process;
    private static URI server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_CONNECT_TIMEOUT", "3000");
        environment.put("WEBSOCKET_PING_INTERVAL", "5000");
        environment.put("WEBSOCKET_PING_TIMEOUT", "10000");
        environment.put("WEBSOCKET_MAX_CONNECTIONS", "10000");
        environment.put("WEBSOCKET_MAX_CONNECTIONS_PER_USER", "10000");
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "1000000");
        environment.put("WEBSOCKET_RATE_LIMIT_MAX", "1000000");
        process = ServerProcess.start("fuzz", "parley.war", FreePort.find(), environment);
        server = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void generatedInputHarmsNobodyAndLeavesNothing() throws Exception {
        assertThat(Http.get(server, "/ready").statusCode()).isEqualTo(200);
        int started = process.log().length();
        Portion portion = Portion.ofThisRun();
        Map<String, String> environment = portion.environment();
        environment.put("PARLEY_URL", process.url());
        environment.put("TOKEN", TestIssuer.token("victim", "member"));
        environment.put("WITNESS_TOKEN", TestIssuer.token("witness"));

        NodeTests.run("fuzz", Duration.ofMinutes(1).plus(portion.length(4)), environment);

        String seed = "with -Dparley.fuzz.seed=" + portion.seed();
        Waiting.until("nobody is there, " + seed, () -> connections() == 0);
        Waiting.until("nothing is left, " + seed, () -> METERS.stream().allMatch(FuzzIT::isZero));
        assertThat(process.get("/ready").statusCode()).isEqualTo(200);
        assertThat(Http.send(HttpRequest.newBuilder(process.health())).statusCode())
                .isEqualTo(200);
        String log = process.log().substring(started);
        System.out.println(seed + ": exceptions in the log, by the container itself: " + ServerLog.exceptions(log));
        assertThat(ServerLog.failuresOfParley(log)).as(seed).isEmpty();
        assertNoDescriptorIsLeft(seed);
    }

    private static void assertNoDescriptorIsLeft(String seed) {
        assumeTrue(ServerSockets.areVisible(), "this system has /proc/net/tcp");
        // A server may wait for a body of which the rest has not come; a client that has gone is noticed then.
        Waiting.until(
                "the connections are closed, " + seed,
                Duration.ofSeconds(90),
                () -> ServerSockets.count(process.port()) <= OUR_OWN_CONNECTIONS);
    }

    private static int connections() {
        return Json.object(Http.get(server, "/ready").body())
                .getJsonObject("websocket")
                .getInt("connections");
    }

    private static boolean isZero(String meter) {
        return Rest.metrics(server).contains("\n" + meter + " 0.0\n");
    }
}
