package dev.parley.session;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.security.VerificationResult;
import dev.parley.socketio.Socket;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import java.util.function.BiConsumer;

/** Replaces the token of a live socket. */
public final class TokenRenewal {

    private final TokenVerification tokens;
    private final TokenExpiry expiry;

    /** Creates a renewal that schedules the end of sockets anew. */
    public TokenRenewal(TokenVerification tokens, TokenExpiry expiry) {
        this.tokens = tokens;
        this.expiry = expiry;
    }

    /**
     * Verifies a token, and makes it the socket's token if it is for the socket's user.
     *
     * @param token any string that the client has sent
     * @param done gets the user of the new token, or the failure, on the serial executor of the socket's session. A
     *     {@link RefusedException} is for the client; other failures are the server's. Not called if the socket has
     *     ended meanwhile
     */
    public void renew(Socket socket, String token, BiConsumer<AuthenticatedUser, Throwable> done) {
        tokens.verify(token)
                .whenComplete(
                        (verification, failure) -> socket.execute(() -> verified(socket, verification, failure, done)));
    }

    /** What acknowledges a renewal: {@code {success, expiresAt}}. */
    public static JsonObject acknowledgement(AuthenticatedUser renewed) {
        return JSON.createObjectBuilder()
                .add("success", true)
                .add("expiresAt", Timestamps.text(renewed.expiresAt()))
                .build();
    }

    private void verified(
            Socket socket,
            VerificationResult verification,
            Throwable failure,
            BiConsumer<AuthenticatedUser, Throwable> done) {
        if (!socket.isConnected()) {
            return;
        }
        if (failure != null) {
            done.accept(null, failure);
            return;
        }
        AuthenticatedUser renewed;
        try {
            renewed = replace(socket, good(verification));
        } catch (RefusedException refusal) {
            done.accept(null, refusal);
            return;
        }
        done.accept(renewed, null);
    }

    private static VerificationResult.Verified good(VerificationResult verification) throws RefusedException {
        if (verification instanceof VerificationResult.Verified verified) {
            return verified;
        }
        VerificationResult.Rejected rejected = (VerificationResult.Rejected) verification;
        throw new RefusedException(
                ErrorCode.of(rejected.reason()),
                rejected.reason().sentence(),
                JSON.createObjectBuilder()
                        .add("field", "token")
                        .add("reason", rejected.reason().name())
                        .build());
    }

    private AuthenticatedUser replace(Socket socket, VerificationResult.Verified verified) throws RefusedException {
        AuthenticatedUser renewed = verified.user();
        boolean sameUser = SocketUser.find(socket)
                .filter(user -> user.sameSubjectAs(renewed))
                .isPresent();
        if (!sameUser) {
            throw RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED,
                    "token",
                    "must be for the user of this connection; connect again to change the user");
        }
        socket.attribute(SocketUser.KEY, renewed);
        SocketToken.renew(socket, verified.token());
        expiry.watch(socket);
        return renewed;
    }
}
