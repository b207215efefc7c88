package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.engine.Handshake;
import dev.parley.robustness.BadInput;
import dev.parley.security.GoodToken;
import dev.parley.security.RejectionReason;
import dev.parley.security.VerificationResult;
import dev.parley.session.SocketToken;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectTokenGuardTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** Knows one good token, {@code ada}. */
    private TokenVerification tokens = token -> CompletableFuture.completedStage(
            token.equals("ada")
                    ? GoodToken.of(user("ada", NOW.plusSeconds(60)))
                    : new VerificationResult.Rejected(RejectionReason.BAD_SIGNATURE));

    private static AuthenticatedUser user(String name, Instant expiry) {
        return new AuthenticatedUser(name, name, Set.of(), expiry);
    }

    private static Optional<Principal> proved(String name, Instant expiry) {
        return Optional.of(new HandshakeUser(user(name, expiry), Optional.empty()));
    }

    private ConnectDecision decide(Optional<Principal> principal, JsonObject auth) {
        Handshake handshake = new Handshake(
                "/socket.io/", Map.of(), "192.0.2.1", false, Optional.empty(), Optional.empty(), principal, NOW);
        return new ConnectTokenGuard(tokens, Clock.fixed(NOW, ZoneOffset.UTC))
                .decide(new ConnectRequest("sid", "/", handshake, auth))
                .toCompletableFuture()
                .join();
    }

    private static JsonObject auth(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    private static void assertAdmitted(ConnectDecision decision, String name) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        ConnectDecision.Admitted.class,
                        admitted -> assertThat((AuthenticatedUser)
                                        admitted.attributes().get(SocketUser.KEY))
                                .extracting(AuthenticatedUser::id)
                                .isEqualTo(name));
    }

    private static void assertRefused(ConnectDecision decision, RejectionReason reason) {
        assertThat(decision).isInstanceOfSatisfying(ConnectDecision.Refused.class, refused -> {
            assertThat(refused.message()).isEqualTo(reason.sentence());
            assertThat(refused.data().getString("code")).isEqualTo("AUTHENTICATION_FAILED");
            assertThat(refused.data().getString("timestamp")).isEqualTo("2026-01-02T03:04:05.000Z");
        });
    }

    @Test
    void admitsAGoodTokenOfThePayload() {
        assertAdmitted(decide(Optional.empty(), auth("{\"token\":\"ada\"}")), "ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":null}", "{\"other\":\"ada\"}"})
    void admitsTheUserOfTheHandshakeWhenThePayloadHasNoToken(String json) {
        assertAdmitted(decide(proved("bob", NOW.plusSeconds(1)), auth(json)), "bob");
    }

    @Test
    void prefersThePayload() {
        assertAdmitted(decide(proved("bob", NOW.plusSeconds(1)), auth("{\"token\":\"ada\"}")), "ada");
    }

    @Test
    @BadInput(47)
    void refusesWithoutAnyToken() {
        assertRefused(decide(Optional.empty(), JsonValue.EMPTY_JSON_OBJECT), RejectionReason.NO_TOKEN);
        assertRefused(
                decide(Optional.of(() -> "container's user"), JsonValue.EMPTY_JSON_OBJECT), RejectionReason.NO_TOKEN);
    }

    @Test
    void refusesABadTokenEvenWithAGoodHandshake() {
        assertRefused(
                decide(proved("bob", NOW.plusSeconds(1)), auth("{\"token\":\"x\"}")), RejectionReason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "[\"ada\"]", "true"})
    void refusesWhatIsNoString(String token) {
        assertRefused(
                decide(proved("bob", NOW.plusSeconds(1)), auth("{\"token\":" + token + "}")),
                RejectionReason.MALFORMED);
    }

    @Test
    void refusesAUserWhoseHandshakeTokenHasExpiredSince() {
        assertRefused(decide(proved("bob", NOW), JsonValue.EMPTY_JSON_OBJECT), RejectionReason.EXPIRED);
    }

    @Test
    void callsItAConnectionErrorWhenTheKeysCannotBeHad() {
        tokens = token ->
                CompletableFuture.completedStage(new VerificationResult.Rejected(RejectionReason.KEYS_UNAVAILABLE));

        assertConnectionError(decide(Optional.empty(), auth("{\"token\":\"ada\"}")));
    }

    @Test
    void callsItAConnectionErrorWhenTheVerificationFails() {
        tokens = token -> CompletableFuture.failedStage(new IllegalStateException("secret of the server"));

        assertConnectionError(decide(Optional.empty(), auth("{\"token\":\"ada\"}")));
    }

    private static void assertConnectionError(ConnectDecision decision) {
        assertThat(decision).isInstanceOfSatisfying(ConnectDecision.Refused.class, refused -> {
            assertThat(refused.data().getString("code")).isEqualTo("CONNECTION_ERROR");
            assertThat(refused.data().getString("message")).isEqualTo(RejectionReason.KEYS_UNAVAILABLE.sentence());
        });
    }

    private ConnectDecision decide(ConnectTokenGuard guard, JsonObject auth) {
        Handshake handshake = new Handshake(
                "/socket.io/", Map.of(), "192.0.2.1", false, Optional.empty(), Optional.empty(), Optional.empty(), NOW);
        return guard.decide(new ConnectRequest("sid", "/", handshake, auth))
                .toCompletableFuture()
                .join();
    }

    @Test
    void whereAnonymousClientsAreWelcomeOnlyABadTokenIsRefused() {
        ConnectTokenGuard guard = new ConnectTokenGuard(tokens, Clock.fixed(NOW, ZoneOffset.UTC)).anonymous(true);

        assertThat(decide(guard, auth("{}"))).isEqualTo(ConnectDecision.ADMITTED);
        assertThat(decide(guard, auth("{\"token\":\"eve\"}"))).isInstanceOf(ConnectDecision.Refused.class);
    }

    @Test
    void theTokenIsKeptWhereItIsNeededAndNowhereElse() {
        ConnectTokenGuard guard = new ConnectTokenGuard(tokens, Clock.fixed(NOW, ZoneOffset.UTC));
        JsonObject ada = auth("{\"token\":\"ada\"}");

        assertThat(((ConnectDecision.Admitted) decide(guard.keepingTokens(), ada)).attributes())
                .containsKey(SocketToken.KEY);
        assertThat(((ConnectDecision.Admitted) decide(guard, ada)).attributes()).doesNotContainKey(SocketToken.KEY);
    }
}
