package dev.parley.adminui;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.ErrorCode;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Admits operators: by a token with the role {@code admin}, in the CONNECT or in the handshake; or by the name and the
 * password that the settings have, or the id of a session that has begun so. What the UI sends and nobody has filled in is
 * taken as not sent.
 */
final class AdminUiGuard implements ConnectGuard {

    /** The role that a token needs, as for REST. */
    static final String ROLE = "admin";

    /** The id of a session that this CONNECT has begun, for its client. */
    static final AttributeKey<LoginSessions.Begun> BEGUN =
            new AttributeKey<>("begun session of the Admin UI", LoginSessions.Begun.class);

    /** The UI shows its form again if a refusal has this message, and no other. */
    private static final String INVALID = "invalid credentials";

    private final ConnectGuard tokens;
    private final Optional<PasswordCheck> passwords;
    private final LoginSessions sessions;
    private final Clock clock;

    /**
     * Creates a guard.
     *
     * @param tokens verifies tokens, and sets the user
     * @param passwords empty if no password is taken
     */
    AdminUiGuard(ConnectGuard tokens, Optional<PasswordCheck> passwords, LoginSessions sessions, Clock clock) {
        this.tokens = tokens;
        this.passwords = passwords;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        JsonObject auth = request.auth();
        Optional<String> user = text(auth, "username");
        Optional<String> password = text(auth, "password");
        if (auth.containsKey("token") || user.isEmpty() && password.isEmpty()) {
            return session(auth).map(CompletableFuture::completedStage).orElseGet(() -> byToken(request));
        }
        if (passwords.isEmpty()) {
            return CompletableFuture.completedStage(refused(
                    ErrorCode.AUTHENTICATION_FAILED,
                    "This server takes no user name and password here. Connect with a token that has the role admin."));
        }
        return passwords
                .get()
                .check(user.orElse(""), password.orElse(""), request.handshake().remoteAddress())
                .thenApply(this::byPassword);
    }

    private CompletionStage<ConnectDecision> byToken(ConnectRequest request) {
        boolean withoutToken = !request.auth().containsKey("token")
                && request.handshake().principal().isEmpty();
        if (withoutToken && text(request.auth(), "sessionId").isPresent()) {
            return CompletableFuture.completedStage(refused(ErrorCode.AUTHENTICATION_FAILED, INVALID));
        }
        return tokens.decide(request).thenApply(this::ifOperator);
    }

    private ConnectDecision ifOperator(ConnectDecision decision) {
        if (!(decision instanceof ConnectDecision.Admitted admitted)) {
            return decision;
        }
        return admitted.attributes().get(SocketUser.KEY) instanceof AuthenticatedUser user && user.hasRole(ROLE)
                ? decision
                : refused(ErrorCode.AUTHORIZATION_FAILED, "This needs a token that has the role admin.");
    }

    /** Admits by a session that has begun before; empty if there is none, or if a token is to be looked at. */
    private Optional<ConnectDecision> session(JsonObject auth) {
        if (passwords.isEmpty() || auth.containsKey("token")) {
            return Optional.empty();
        }
        return text(auth, "sessionId")
                .flatMap(sessions::endOf)
                .map(end -> ConnectDecision.Admitted.with(SocketUser.KEY, operator(end)));
    }

    private ConnectDecision byPassword(PasswordCheck.Verdict verdict) {
        return switch (verdict) {
            case RIGHT -> {
                LoginSessions.Begun begun = sessions.begin();
                yield new ConnectDecision.Admitted(Map.of(SocketUser.KEY, operator(begun.end()), BEGUN, begun));
            }
            case WRONG -> refused(ErrorCode.AUTHENTICATION_FAILED, INVALID);
            case TOO_MANY ->
                refused(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "Too many passwords were tried. Wait a minute, or connect with a token.");
        };
    }

    private AuthenticatedUser operator(Instant end) {
        String name = passwords.orElseThrow().user();
        return new AuthenticatedUser(name, name, Set.of(ROLE), end);
    }

    private static Optional<String> text(JsonObject auth, String name) {
        return auth.get(name) instanceof JsonString text
                ? Optional.of(text.getString()).filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    private ConnectDecision refused(ErrorCode code, String message) {
        ChatError error = new ChatError(code, message, null, clock.instant());
        return new ConnectDecision.Refused(message, error.toJson());
    }
}
