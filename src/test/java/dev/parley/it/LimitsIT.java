package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import dev.parley.robustness.BadInput;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The limits of a server that believes this machine to be a proxy, so that every client here can have an address of its
 * own. Nothing comes back to anybody while the tests run: the window is an hour.
 */
class LimitsIT {

    private static final String HANDSHAKE = "/socket.io/?EIO=4&transport=polling";
    private static final String UPGRADE = "/socket.io/?EIO=4&transport=websocket";
    private static final int MAX_EVENTS = 30;
    private static final int MAX_REFUSED_EVENTS = 100;
    private static final int MAX_CONNECTS = 10;

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static ServerProcess server;
    private static URI address;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_TRUSTED_PROXIES", "127.0.0.1, ::1");
        environment.put("WEBSOCKET_MAX_CONNECTIONS_PER_USER", "2");
        environment.put("WEBSOCKET_CONNECT_RATE_LIMIT", "3");
        environment.put("WEBSOCKET_RATE_LIMIT_MAX", Integer.toString(MAX_EVENTS));
        environment.put("WEBSOCKET_RATE_LIMIT_WINDOW", "3600000");
        server = ServerProcess.start("limits", "parley.war", FreePort.find(), environment);
        address = URI.create(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A new client somewhere in the world. */
    private static WebSocketWire wire() {
        int number = ADDRESSES.incrementAndGet();
        String from = "203.0." + (number >> 8) + "." + (number & 0xFF);
        return WebSocketWire.open(address, UPGRADE, Map.of("X-Forwarded-For", from));
    }

    private static ProtocolClient client(String user) {
        return ProtocolClient.connect(wire(), TestIssuer.token(user));
    }

    private static JsonObject auth(String user) {
        return Json.of("{'token':'%s'}", TestIssuer.token(user));
    }

    private static HttpResponse<String> handshakeFrom(String forwardedFor) {
        return Http.send(HttpRequest.newBuilder(address.resolve(HANDSHAKE)).header("X-Forwarded-For", forwardedFor));
    }

    @Test
    @BadInput(59)
    void aUserMayHaveSoManyConnectionsAndAnotherOneWhenOneIsClosed() {
        try (ProtocolClient one = client("ada");
                ProtocolClient two = client("ada");
                ProtocolClient three = ProtocolClient.unconnected(wire());
                ProtocolClient bob = client("bob")) {
            JsonObject error = three.refusalOf(auth("ada").toString()).getJsonObject("data");

            assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(error.getJsonObject("details").getInt("maxConnections")).isEqualTo(2);
            two.wire().close();
            Waiting.until("a connection of ada's to be gone", LimitsIT::adaIsLetIn);
            assertThat(one.call("ping")).isEmpty();
            assertThat(bob.call("ping")).isEmpty();
        }
    }

    private static boolean adaIsLetIn() {
        try (ProtocolClient again = ProtocolClient.unconnected(wire())) {
            again.wire().send("40" + auth("ada"));
            return again.await(packet -> packet.startsWith("4")).startsWith("40{");
        }
    }

    @Test
    @BadInput(59)
    void anAddressMayOpenSoManySessionsWhateverItSaysOfItself() {
        String client = "198.51.100.1";
        for (int i = 0; i < 3; i++) {
            assertThat(handshakeFrom(i + ".2.3.4, " + client).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refusal = handshakeFrom("9.9.9.9, " + client);

        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(Json.object(refusal.body()).getInt("code")).isEqualTo(4);
        assertThat(Integer.parseInt(refusal.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 1201);
        assertThat(Http.upgrade(address, UPGRADE, "X-Forwarded-For: " + client).status())
                .isEqualTo(429);
        assertThat(Http.upgrade(address, UPGRADE, "X-Forwarded-For: " + client, "Forwarded: for=192.0.2.60")
                        .status())
                .as("Forwarded is not read")
                .isEqualTo(429);
        assertThat(handshakeFrom("198.51.100.2").statusCode()).as("another one").isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(handshakeFrom("2001:db8:0:7::" + i).statusCode()).isEqualTo(200);
        }
        assertThat(handshakeFrom("2001:db8:0:7::ffff").statusCode())
                .as("an IPv6 subscriber has a whole /64")
                .isEqualTo(429);
    }

    /** They are counted before their tokens are looked at. */
    @Test
    void aFloodFromForgedAddressesLeavesAServerThatWorks() {
        for (int i = 0; i < 2_000; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(HANDSHAKE))
                    .header("X-Forwarded-For", "10." + (i >> 8) + "." + (i & 0xFF) + ".1")
                    .header("Authorization", "Bearer nonsense");
            assertThat(Http.send(request).statusCode()).isEqualTo(401);
        }
        try (ProtocolClient client = client("carl")) {
            assertThat(client.call("ping")).isEmpty();
        }
    }

    @Test
    void aSessionMayTrySoOftenToConnectAndIsClosedThen() {
        try (ProtocolClient client = ProtocolClient.unconnected(wire())) {
            for (int i = 0; i < MAX_CONNECTS; i++) {
                assertThat(client.refusalOf("{\"token\":\"wrong\"}")
                                .getJsonObject("data")
                                .getString("code"))
                        .isEqualTo("AUTHENTICATION_FAILED");
            }
            JsonObject error = client.refusalOf(auth("dora").toString()).getJsonObject("data");

            assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(error.getJsonObject("details").getInt("retryAfterMs")).isPositive();
            client.awaitEnd();
        }
    }

    @Test
    @BadInput(59)
    void whoGoesOnOverTheLimitOfEventsIsToldSoAndThenDisconnected() {
        try (ProtocolClient eve = client("eve");
                ProtocolClient phone = client("eve");
                ProtocolClient fred = client("fred")) {
            for (int i = 0; i < MAX_EVENTS; i++) {
                assertThat(eve.call("ping")).isEmpty();
            }
            JsonObject refused = eve.ask("ping");

            assertThat(refused.getBoolean("success")).isFalse();
            JsonObject error = refused.getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(error.getJsonObject("details").getInt("retryAfterMs")).isBetween(1, 120_001);
            assertThat(eve.await("error")).isEqualTo(error);
            for (int i = 1; i < MAX_REFUSED_EVENTS; i++) {
                eve.emit("ping");
            }
            eve.awaitEnd();
            assertThat(phone.ask("ping").getBoolean("success"))
                    .as("the other device")
                    .isFalse();
            assertThat(fred.call("ping")).as("somebody else").isEmpty();
        }
    }
}
