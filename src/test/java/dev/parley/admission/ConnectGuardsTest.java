package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Handshake;
import dev.parley.limits.RateLimit;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The limits that a CONNECT meets. */
class ConnectGuardsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static ConnectDecision ask(ConnectGuard guard, String session) {
        Handshake handshake = new Handshake(
                "/socket.io/", Map.of(), "192.0.2.1", false, Optional.empty(), Optional.empty(), Optional.empty(), NOW);
        return guard.decide(new ConnectRequest(session, "/", handshake, JsonValue.EMPTY_JSON_OBJECT))
                .toCompletableFuture()
                .join();
    }

    private static ConnectDecision.Refused refused(ConnectDecision decision) {
        assertThat(decision).isInstanceOf(ConnectDecision.Refused.class);
        ConnectDecision.Refused refused = (ConnectDecision.Refused) decision;
        assertThat(refused.data().getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(refused.data().getString("message")).isEqualTo(refused.message());
        assertThat(refused.data().getString("timestamp")).isEqualTo("2026-01-02T03:04:05.000Z");
        return refused;
    }

    @Test
    void aSessionThatConnectsTooOftenIsToldWhenToComeBackAndClosed() {
        AtomicLong nanos = new AtomicLong();
        RateLimit limit = new RateLimit("connects", 2, Duration.ofSeconds(60), 10, nanos::get);
        ConnectRateGuard guard = new ConnectRateGuard(limit, CLOCK);

        assertThat(ask(guard, "one")).isEqualTo(ConnectDecision.ADMITTED);
        assertThat(ask(guard, "one")).isEqualTo(ConnectDecision.ADMITTED);
        ConnectDecision.Refused refused = refused(ask(guard, "one"));

        assertThat(refused.last()).isTrue();
        JsonObject details = refused.data().getJsonObject("details");
        assertThat(details.getInt("retryAfterMs")).isBetween(30_000, 30_001);
        assertThat(ask(guard, "another")).isEqualTo(ConnectDecision.ADMITTED);
        nanos.addAndGet(Duration.ofMillis(details.getInt("retryAfterMs")).toNanos());
        assertThat(ask(guard, "one")).isEqualTo(ConnectDecision.ADMITTED);
    }
}
