package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.redis.connection.RealRedis;
import dev.parley.robustness.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** A server process is told to end: what clients, those who come meanwhile, and the log hear of it. */
class EndOfNodeIT {

    private static final String HANDSHAKE = "/socket.io/?EIO=4&transport=";
    private static final int CLIENTS = 40;
    private static final Duration LONGER_THAN_THE_END = Duration.ofSeconds(30);

    private static ServerProcess start(String name, Map<String, String> settings)
            throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "100000");
        environment.putAll(settings);
        return ServerProcess.start("end-" + name, "parley.war", FreePort.find(), environment);
    }

    /** Its end takes as long as it ever does, since Redis answers nothing; and classes are needed that never were before. */
    @Test
    void aNodeThatNeverHadAWebSocketEndsWithoutAnErrorWhileRedisHangs() throws Exception {
        try (RealRedis redis = RealRedis.start()) {
            ServerProcess server = start("redis", Map.of("REDIS_URL", redis.url()));
            try (Jedis jedis = new Jedis(URI.create(redis.url()))) {
                assertThat(server.get("/ready").statusCode()).isEqualTo(200);
                jedis.sendCommand(Protocol.Command.CLIENT, "PAUSE", Long.toString(LONGER_THAN_THE_END.toMillis()));
            } finally {
                server.close();
            }
            assertThat(server.log()).doesNotContain("NoClassDefFoundError", "Exception in thread");
        }
    }

    @Test
    @BadInput(63)
    void aWebSocketIsClosedAsGoingAwayAndAPollIsAnswered() throws Exception {
        ServerProcess server = start("clients", Map.of());
        URI address = URI.create(server.url());
        try (ProtocolClient ada = ProtocolClient.connect(address, TestIssuer.token("ada"))) {
            ProtocolClient bob = ProtocolClient.connect(PollingWire.open(address), TestIssuer.token("bob"));

            server.close();

            assertThat(((WebSocketWire) ada.wire()).closeCode()).isEqualTo(1001);
            bob.awaitEnd();
        } finally {
            server.close();
        }
    }

    @Test
    @BadInput(63)
    void whoComesMeanwhileIsToldToComeAgain() throws Exception {
        ServerProcess server = start("handshakes", Map.of());
        URI address = URI.create(server.url());
        // Nobody polls for it, so the node waits for it as long as it waits for anybody.
        assertThat(server.get(HANDSHAKE + "polling").statusCode()).isEqualTo(200);
        CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
        List<Http.RawAnswer> answers = new ArrayList<>();
        while (ask(address, HANDSHAKE + "polling", answers) && ask(address, HANDSHAKE + "websocket", answers)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        end.join();

        List<Http.RawAnswer> refusals =
                answers.stream().dropWhile(answer -> answer.status() < 400).toList();
        // Then the server ends, and may have a word of its own for those who come while it does.
        List<Http.RawAnswer> ours =
                refusals.stream().takeWhile(EndOfNodeIT::isOurs).toList();
        assertThat(ours).as("of %s", refusals).hasSizeGreaterThan(20);
        assertThat(refusals.subList(ours.size(), refusals.size()))
                .allSatisfy(answer -> assertThat(answer.status()).isIn(404, 500, 503));
    }

    /** Half of them talk to everybody all the time. */
    @Test
    @BadInput(63)
    void underLoadItIsNotReadyAnyMoreWhenTheFirstClientIsSentAwayAndThenAllAre() throws Exception {
        ServerProcess server = start("load", Map.of("WEBSOCKET_RATE_LIMIT_MAX", "1000000"));
        URI address = URI.create(server.url());
        List<ProtocolClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            ProtocolClient client = ProtocolClient.connect(address, TestIssuer.token("client-" + i));
            client.join("everybody");
            clients.add(client);
        }
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Void>> talking = clients.subList(0, CLIENTS / 2).stream()
                .map(client -> CompletableFuture.runAsync(() -> talk(client, over)))
                .toList();
        CompletableFuture<Object> first = CompletableFuture.anyOf(clients.stream()
                .map(client -> ((WebSocketWire) client.wire()).ended())
                .toArray(CompletableFuture[]::new));
        CompletableFuture<Boolean> stillReady = first.thenApplyAsync(code -> isReady(address));
        long asked = System.nanoTime();

        server.close();

        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        over.set(true);
        talking.forEach(CompletableFuture::join);
        assertThat(stillReady.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(clients)
                .allSatisfy(client ->
                        assertThat(((WebSocketWire) client.wire()).closeCode()).isEqualTo(1001));
        assertThat(took).as("it was not ended by force").isLessThan(Duration.ofSeconds(19));
        assertThat(server.log()).doesNotContain("NoClassDefFoundError", "Exception in thread");
    }

    private static void talk(ProtocolClient client, AtomicBoolean over) {
        while (!over.get()) {
            client.emit("message", Json.of("{'room':'everybody','type':'text','content':'and so on'}"));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean isReady(URI server) {
        try {
            return Http.plain(server, "/ready").status() == 200;
        } catch (UncheckedIOException | StringIndexOutOfBoundsException e) {
            return false;
        }
    }

    private static boolean isOurs(Http.RawAnswer answer) {
        return answer.status() == 503
                && answer.head().contains("Retry-After: 1\n")
                && answer.body().equals("{\"code\":4,\"message\":\"This node is shutting down\"}");
    }

    /** Whether the server listens still. A connection that ends without an answer has had no socket to be answered on. */
    private static boolean ask(URI server, String target, List<Http.RawAnswer> answers) {
        try {
            answers.add(target.endsWith("websocket") ? Http.upgrade(server, target) : Http.plain(server, target));
            return true;
        } catch (UncheckedIOException e) {
            return !(e.getCause() instanceof ConnectException);
        } catch (StringIndexOutOfBoundsException e) {
            return true;
        }
    }
}
