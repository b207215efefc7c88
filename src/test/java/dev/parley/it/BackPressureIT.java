package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A socket whose event is not handled for a while, by a {@link GatedRoomPolicy policy} that blocks, while its client goes on
 * sending: the server reads no more than a little, the rest waits with the client, and nothing is lost afterwards.
 */
class BackPressureIT {

    private static final int EVENTS = 60_000;
    private static final String PADDING = "x".repeat(400);

    /** Eight events, and what a container reads at once. */
    private static final long MOST_BYTES = 128 * 1024;

    private static final Duration PING_INTERVAL = Duration.ofSeconds(10);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration UNDER_LOAD = Duration.ofSeconds(90);

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path war = Path.of("target", "back-pressure.war");
        Deployed.war().addClass(GatedRoomPolicy.class).as(ZipExporter.class).exportTo(war.toFile(), true);
        Map<String, String> settings = new HashMap<>(TestIssuer.environment());
        settings.put("WEBSOCKET_CONNECT_RATE_LIMIT", "100000");
        settings.put("WEBSOCKET_RATE_LIMIT_MAX", "1000000");
        settings.put("WEBSOCKET_PING_INTERVAL", Long.toString(PING_INTERVAL.toMillis()));
        settings.put("WEBSOCKET_PING_TIMEOUT", Long.toString(PING_TIMEOUT.toMillis()));
        server = ServerProcess.start("back-pressure", war, FreePort.find(), settings, false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private static String join(String room) {
        return "420" + Json.array("[\"join-room\"," + Json.of("{'room':'%s'}", room) + "]");
    }

    private static String ping(int number) {
        return "42" + (number + 1) + "[\"ping\",\"" + PADDING + "\"]";
    }

    private static void open(String gate) {
        try (ProtocolClient opener = ProtocolClient.connect(address(), TestIssuer.token("opener", "member"))) {
            opener.join("open-" + gate);
        }
    }

    @Test
    @BadInput(58)
    void aClientThatFloodsWaitsAndNobodyElseDoes() throws Exception {
        assumeTrue(ServerSockets.areVisible(), "this system has /proc/net/tcp");
        try (FloodingClient client = FloodingClient.connect(address(), TestIssuer.token("flood", "member"));
                ProtocolClient other = ProtocolClient.connect(address(), TestIssuer.token("other", "member"))) {
            long before = client.sentBytes();
            client.send(join("gate-flood"));
            CompletableFuture<Void> flood = client.flood(EVENTS, BackPressureIT::ping);
            long read = readWhenCalm(client) - before;

            assertThat(flood).as("the client has been held up").isNotDone();
            System.out.println("BackPressureIT: the server has read " + read + " bytes of "
                    + (client.sentBytes() - before) + " that the client's connection has taken");
            assertThat(read).isLessThan(MOST_BYTES);
            long slowest = slowestPing(other);
            System.out.println("BackPressureIT: slowest ping of another client meanwhile " + slowest + " ms");
            assertThat(slowest).isLessThan(2_000);

            open("flood");

            assertThat(answer(client)).startsWith("430[{\"success\":true");
            for (int i = 1; i <= EVENTS; i++) {
                assertThat(answer(client)).isEqualTo("43" + i + "[]");
            }
            flood.get(UNDER_LOAD.toSeconds(), TimeUnit.SECONDS);
            client.send(ping(EVENTS));
            assertThat(answer(client)).isEqualTo("43" + (EVENTS + 1) + "[]");
        }
    }

    /** The next acknowledgement. */
    private static String answer(FloodingClient client) {
        String packet = client.take();
        while (!packet.startsWith("43")) {
            packet = client.take();
        }
        return packet;
    }

    private static long slowestPing(ProtocolClient client) {
        long slowest = 0;
        for (int i = 0; i < 50; i++) {
            long begun = System.nanoTime();
            client.call("ping");
            slowest = Math.max(
                    slowest, Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
        return slowest;
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
    void aPostIsNotAnsweredBeforeItsEventsAre() throws Exception {
        PollingWire wire = PollingWire.open(address());
        ProtocolClient client = ProtocolClient.connect(wire, TestIssuer.token("poll", "member"));
        String body = join("gate-post") + "\u001e"
                + IntStream.range(0, 1_000).mapToObj(BackPressureIT::ping).collect(Collectors.joining("\u001e"));
        CompletableFuture<HttpResponse<String>> post = Http.CLIENT.sendAsync(
                HttpRequest.newBuilder(wire.session())
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        Thread.sleep(CALM.toMillis());
        assertThat(post).isNotDone();

        open("post");

        assertThat(post.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS).body())
                .isEqualTo("ok");
        for (int i = 0; i <= 1_000; i++) {
            String expected = "43" + i + "[";
            assertThat(client.await(packet -> packet.startsWith("43"))).startsWith(expected);
        }
        client.close();
    }

    @Test
    void aClientThatIsHeldUpForTooLongIsClosed() throws Exception {
        try (FloodingClient client = FloodingClient.connect(address(), TestIssuer.token("late", "member"))) {
            client.send(join("gate-late"));
            client.flood(EVENTS, BackPressureIT::ping);

            long begun = System.nanoTime();
            int code = client.closeCode().get(UNDER_LOAD.toSeconds(), TimeUnit.SECONDS);
            Duration lasted = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(lasted)
                    .isBetween(PING_INTERVAL, PING_INTERVAL.plus(PING_TIMEOUT).plusSeconds(20));
            assertThat(code).isIn(1013, WebSocketWire.NO_CLOSE_FRAME);
            open("late");
        }
    }
}
