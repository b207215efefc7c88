package dev.parley.admission;

import dev.parley.chat.ChatError;
import dev.parley.chat.ErrorCode;
import dev.parley.chat.SocketUser;
import dev.parley.chat.TokenVerification;
import dev.parley.security.AuthenticatedUser;
import dev.parley.security.RejectionReason;
import dev.parley.security.Verification;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a CONNECT through only with a valid token: that of its payload, {@code auth.token}; without one, that of the
 * handshake. A payload with a wrong token is refused even if the handshake's was right.
 */
public final class ConnectTokenGuard implements ConnectGuard {

    private static final Logger LOG = System.getLogger(ConnectTokenGuard.class.getName());

    private final TokenVerification tokens;
    private final Clock clock;

    /**
     * A guard that verifies tokens without holding up the session.
     *
     * @param clock tells the time of refusals, and whether a handshake's token is still good
     */
    public ConnectTokenGuard(TokenVerification tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        JsonValue token = request.auth().get("token");
        if (token == null || token == JsonValue.NULL) {
            return CompletableFuture.completedStage(userOf(request.handshake().principal())
                    .map(this::admittedUntilExpiry)
                    .orElseGet(() -> refused(RejectionReason.NO_TOKEN)));
        }
        if (!(token instanceof JsonString text)) {
            return CompletableFuture.completedStage(refused(RejectionReason.MALFORMED));
        }
        return tokens.verify(text.getString()).handle(this::decision);
    }

    private ConnectDecision decision(Verification verification, Throwable failure) {
        if (failure != null) {
            LOG.log(Level.ERROR, "A token could not be verified", failure);
            return refused(RejectionReason.KEYS_UNAVAILABLE);
        }
        return verification instanceof Verification.Verified verified
                ? admitted(verified.user())
                : refused(((Verification.Rejected) verification).reason());
    }

    private static Optional<AuthenticatedUser> userOf(Optional<Principal> principal) {
        return principal
                .filter(HandshakeUser.class::isInstance)
                .map(HandshakeUser.class::cast)
                .map(HandshakeUser::user);
    }

    /** A session can outlive the token of its handshake, and its client can connect again and again. */
    private ConnectDecision admittedUntilExpiry(AuthenticatedUser user) {
        return clock.instant().isBefore(user.expiresAt()) ? admitted(user) : refused(RejectionReason.EXPIRED);
    }

    private static ConnectDecision admitted(AuthenticatedUser user) {
        return ConnectDecision.Admitted.with(SocketUser.KEY, user);
    }

    private ConnectDecision refused(RejectionReason reason) {
        ChatError error = new ChatError(ErrorCode.of(reason), reason.sentence(), null, clock.instant());
        return new ConnectDecision.Refused(error.message(), error.toJson());
    }
}
