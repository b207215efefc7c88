package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.own.WaitingDesk;
import dev.parley.it.server.FreePort;
import dev.parley.it.server.TestFork;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Own events of a socket whose handler waits: {@link WaitingDesk}. Other sockets do not notice, and of what its client sends
 * meanwhile the server takes no more than a bounded part; nothing is lost.
 */
class OwnEventsBackPressureIT {

    private static final int EVENTS = 10_000;
    private static final String PADDING = "x".repeat(2_000);

    /** The hundred events at which the server stops reading, as many once more, and what a container reads at once. */
    private static final long MOST_BYTES = 200 * 2_100 + 128 * 1024;

    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration UNDER_LOAD = Duration.ofSeconds(90);
    private static final int SLEEPERS = 20;
    private static final int CALLS = 100;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path war = Files.createDirectories(TestFork.directory("it-wars")).resolve("own-back-pressure.war");
        Deployed.war().addClass(WaitingDesk.class).as(ZipExporter.class).exportTo(war.toFile(), true);
        Map<String, String> settings = new HashMap<>(TestIssuer.environment());
        settings.put("PARLEY_CHAT", "false");
        settings.put("WEBSOCKET_RATE_LIMIT_MAX", "1000000");
        server = ServerProcess.start("own-back-pressure", war, FreePort.find(), settings, false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static URI address() {
        return URI.create(server.url());
    }

    private static ProtocolClient client(String user) {
        return ProtocolClient.connect(address(), TestIssuer.token(user));
    }

    private static JsonValue text(String value) {
        return JsonProvider.provider().createValue(value);
    }

    private static JsonValue number(int value) {
        return JsonProvider.provider().createValue(value);
    }

    private static String numbered(int number) {
        return "42" + (number + 1) + "[\"number\"," + number + ",\"" + PADDING + "\"]";
    }

    @Test
    @BadInput(58)
    void aClientThatFloodsAHandlerThatWaitsIsHeldUpAndNothingIsLost() throws Exception {
        assumeTrue(ServerSockets.areVisible(), "this system has /proc/net/tcp");
        try (FloodingClient flooding = FloodingClient.connect(address(), TestIssuer.token("flood"));
                ProtocolClient other = client("other")) {
            long before = flooding.sentBytes();
            flooding.send("420[\"wait\",\"flood\"]");
            CompletableFuture<Void> flood = flooding.flood(EVENTS, OwnEventsBackPressureIT::numbered);
            long read = readWhenCalm(flooding) - before;

            assertThat(flood).as("the client has been held up").isNotDone();
            System.out.println("OwnEventsBackPressureIT: the server has read " + read + " bytes of "
                    + (flooding.sentBytes() - before) + " that the client's connection has taken");
            assertThat(read).isLessThan(MOST_BYTES);
            assertThat(other.call("number", number(7), text(""))).containsExactly(number(7));
            other.call("open", text("flood"));

            assertThat(flooding.take()).isEqualTo("430[true]");
            for (int i = 0; i < EVENTS; i++) {
                assertThat(flooding.take()).isEqualTo("43" + (i + 1) + "[" + i + "]");
            }
            flood.get(UNDER_LOAD.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** What the server's process has read of a client, once that does not change any more. */
    private static long readWhenCalm(FloodingClient client) throws InterruptedException {
        long begun = System.nanoTime();
        long since = begun;
        long read = -1;
        while (System.nanoTime() - since < CALM.toNanos()) {
            long now = client.sentBytes() - ServerSockets.unread(address().getPort(), client.localPort());
            if (now != read) {
                read = now;
                since = System.nanoTime();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("the server reads and reads, %s bytes so far", read)
                    .isLessThan(Waiting.PATIENCE);
            Thread.sleep(20);
        }
        return read;
    }

    @Test
    void whileAHandlerWaitsForOneSocketTheOthersAreAnswered() {
        try (ProtocolClient waiting = client("waiting");
                ProtocolClient other = client("other")) {
            waiting.emit("wait", text("held"));
            waiting.emit("number", number(1), text(""));
            for (String event : new String[] {"number", "light"}) {
                for (int i = 0; i < CALLS; i++) {
                    assertThat(other.call(event, number(i), text(""))).containsExactly(number(i));
                }
            }
            other.call("open", text("held"));

            assertThat(waiting.call("light", number(2), text(""))).containsExactly(number(2));
        }
    }

    /** Says how long others wait; that they are answered at all while a handler waits is for the test above. */
    @Test
    void handlersThatSleepForASecondAreFollowedByTheNextEventOfTheirOwnSocket() {
        ProtocolClient[] sleepers = new ProtocolClient[SLEEPERS];
        for (int i = 0; i < SLEEPERS; i++) {
            sleepers[i] = client("sleeper" + i);
        }
        try (ProtocolClient other = client("other")) {
            System.out.println(
                    "OwnEventsBackPressureIT: slowest of " + CALLS + " calls when nobody sleeps, ms: default "
                            + slowest(other, "number") + ", @NonBlocking " + slowest(other, "light"));
            long begun = System.nanoTime();
            for (ProtocolClient sleeper : sleepers) {
                sleeper.emit("sleep");
                sleeper.emit("sleep");
            }
            System.out.println("OwnEventsBackPressureIT: while " + SLEEPERS + " sleep: default "
                    + slowest(other, "number") + ", @NonBlocking " + slowest(other, "light") + ", after "
                    + millisSince(begun) + " ms");
            for (ProtocolClient sleeper : sleepers) {
                assertThat(sleeper.call("light", number(3), text(""))).containsExactly(number(3));
                assertThat(millisSince(begun)).isGreaterThanOrEqualTo(2_000);
            }
        } finally {
            for (ProtocolClient sleeper : sleepers) {
                sleeper.close();
            }
        }
    }

    private static long slowest(ProtocolClient client, String event) {
        long slowest = 0;
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            client.call(event, number(i), text(""));
            slowest = Math.max(slowest, millisSince(begun));
        }
        return slowest;
    }

    private static long millisSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
