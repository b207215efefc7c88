package dev.parley.admission;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.ErrorCode;
import dev.parley.security.RejectionReason;
import dev.parley.security.VerificationResult;
import dev.parley.session.SocketToken;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Admits a CONNECT only with a valid token: the token of its payload, {@code auth.token}, or the token of the handshake
 * if the payload has none. A CONNECT with an invalid token in its payload is refused even if the token of the handshake
 * was valid.
 *
 * <p>Where anonymous clients are welcome, a CONNECT without any token is admitted without a user.
 */
public final class ConnectTokenGuard implements ConnectGuard {

    private static final Logger LOG = System.getLogger(ConnectTokenGuard.class.getName());

    private final TokenVerification tokens;
    private final Clock clock;
    private final boolean keepingTokens;
    private final boolean anonymous;

    /**
     * Creates a guard that verifies tokens without blocking the session. It admits nobody without a token, and keeps the
     * user only.
     *
     * @param clock gives the timestamps of refusals, and tells whether the token of a handshake has expired
     */
    public ConnectTokenGuard(TokenVerification tokens, Clock clock) {
        this(tokens, clock, false, false);
    }

    private ConnectTokenGuard(TokenVerification tokens, Clock clock, boolean keepingTokens, boolean anonymous) {
        this.tokens = tokens;
        this.clock = clock;
        this.keepingTokens = keepingTokens;
        this.anonymous = anonymous;
    }

    /** The same guard, which also gives each socket its {@link SocketToken}. */
    public ConnectTokenGuard keepingTokens() {
        return new ConnectTokenGuard(tokens, clock, true, anonymous);
    }

    /** The same guard, which admits a CONNECT without a token if {@code welcome} is true. */
    public ConnectTokenGuard anonymous(boolean welcome) {
        return new ConnectTokenGuard(tokens, clock, keepingTokens, welcome);
    }

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        JsonValue token = request.auth().get("token");
        if (token == null || token == JsonValue.NULL) {
            return CompletableFuture.completedStage(userOf(request.handshake().principal())
                    .map(this::admittedUntilExpiry)
                    .orElseGet(() -> anonymous ? ConnectDecision.ADMITTED : refused(RejectionReason.NO_TOKEN)));
        }
        if (!(token instanceof JsonString text)) {
            return CompletableFuture.completedStage(refused(RejectionReason.MALFORMED));
        }
        return tokens.verify(text.getString()).handle(this::decision);
    }

    private ConnectDecision decision(VerificationResult verification, Throwable failure) {
        if (failure != null) {
            LOG.log(Level.ERROR, "A token could not be verified", failure);
            return refused(RejectionReason.KEYS_UNAVAILABLE);
        }
        return verification instanceof VerificationResult.Verified verified
                ? admitted(verified.user(), Optional.of(verified.token()))
                : refused(((VerificationResult.Rejected) verification).reason());
    }

    private static Optional<HandshakeUser> userOf(Optional<Principal> principal) {
        return principal.filter(HandshakeUser.class::isInstance).map(HandshakeUser.class::cast);
    }

    /**
     * Checks the expiry again, because a session can live longer than the token of its handshake, and its client can
     * send a CONNECT at any time.
     */
    private ConnectDecision admittedUntilExpiry(HandshakeUser user) {
        return clock.instant().isBefore(user.user().expiresAt())
                ? admitted(user.user(), user.token())
                : refused(RejectionReason.EXPIRED);
    }

    private ConnectDecision admitted(AuthenticatedUser user, Optional<JsonWebToken> token) {
        return keepingTokens && token.isPresent()
                ? new ConnectDecision.Admitted(Map.of(SocketUser.KEY, user, SocketToken.KEY, token.get()))
                : ConnectDecision.Admitted.with(SocketUser.KEY, user);
    }

    private ConnectDecision refused(RejectionReason reason) {
        ChatError error = new ChatError(ErrorCode.of(reason), reason.sentence(), null, clock.instant());
        return new ConnectDecision.Refused(error.message(), error.toJson());
    }
}
