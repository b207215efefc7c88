package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.directory.ConnectDetails;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.engine.TestEngine;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectDetailsGuardTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    private final ConnectDetailsGuard guard =
            new ConnectDetailsGuard(new PayloadReader(TestChat.VALIDATOR), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void keepsWhatTheClientSaidAndWhenItCame() {
        assertThat(decision("{'metadata':{'device':'phone'}}"))
                .isEqualTo(ConnectDecision.Admitted.with(
                        ConnectDetails.KEY, new ConnectDetails(NOW, json("{'device':'phone'}"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'metadata':null}", "{'token':'x'}"})
    void aClientNeedNotSayAnything(String auth) {
        assertThat(decision(auth))
                .isEqualTo(ConnectDecision.Admitted.with(ConnectDetails.KEY, new ConnectDetails(NOW, json("{}"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'phone'", "7", "[]", "true"})
    void refusesWhatIsNoObject(String metadata) {
        assertRefused(decision("{'metadata':" + metadata + "}"));
    }

    @Test
    void refusesMoreThanFourKibibytes() {
        String most = "{'a':'" + "x".repeat(4096 - 8) + "'}";
        String more = "{'a':'" + "x".repeat(4096 - 7) + "'}";

        assertThat(decision("{'metadata':" + most + "}")).isInstanceOf(ConnectDecision.Admitted.class);
        assertRefused(decision("{'metadata':" + more + "}"));
    }

    private static void assertRefused(ConnectDecision decision) {
        assertThat(decision).isInstanceOfSatisfying(ConnectDecision.Refused.class, refused -> {
            assertThat(refused.data().getString("code")).isEqualTo("INVALID_MESSAGE");
            assertThat(refused.data().getJsonObject("details").getString("field"))
                    .isEqualTo("metadata");
            assertThat(refused.data().getString("timestamp")).isEqualTo("2026-11-23T06:00:00.000Z");
            assertThat(refused.message()).startsWith("metadata must");
        });
    }

    private ConnectDecision decision(String auth) {
        return guard.decide(new ConnectRequest("session", "/", TestEngine.handshake(), json(auth)))
                .toCompletableFuture()
                .join();
    }

    private static JsonObject json(String text) {
        return ChatClient.parse(text.replace('\'', '"')).asJsonObject();
    }
}
