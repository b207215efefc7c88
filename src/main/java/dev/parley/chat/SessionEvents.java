package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.security.AuthenticatedUser;
import dev.parley.security.Verification;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/** {@code ping} and {@code authenticate}: what concerns the connection itself. */
final class SessionEvents {

    private final PayloadReader payloads;
    private final TokenVerification tokens;
    private final TokenExpiry expiry;
    private final Refusals refusals;
    private final Incidents incidents;

    SessionEvents(
            PayloadReader payloads,
            TokenVerification tokens,
            TokenExpiry expiry,
            Refusals refusals,
            Incidents incidents) {
        this.payloads = payloads;
        this.tokens = tokens;
        this.expiry = expiry;
        this.refusals = refusals;
        this.incidents = incidents;
    }

    void ping(Socket socket, IncomingEvent event) throws RefusedException {
        payloads.nothing(event);
        event.ack().send();
        socket.emit(ChatEvents.PONG);
    }

    void authenticate(Socket socket, IncomingEvent event) throws RefusedException {
        tokens.verify(payloads.authenticate(event).token())
                .whenComplete((verification, failure) ->
                        socket.execute(() -> verified(socket, event, verification, failure)));
    }

    /** Back in the turn of the session, which may have ended meanwhile. */
    private void verified(Socket socket, IncomingEvent event, Verification verification, Throwable failure) {
        if (!socket.isConnected()) {
            return;
        }
        if (failure != null) {
            incidents.failed(socket, event, failure);
            return;
        }
        try {
            renew(socket, event, user(verification));
        } catch (RefusedException refusal) {
            refusals.refuse(socket, event, refusal);
        }
    }

    private static AuthenticatedUser user(Verification verification) throws RefusedException {
        if (verification instanceof Verification.Verified verified) {
            return verified.user();
        }
        Verification.Rejected rejected = (Verification.Rejected) verification;
        throw new RefusedException(
                ErrorCode.of(rejected.reason()),
                rejected.reason().sentence(),
                JSON.createObjectBuilder()
                        .add("field", "token")
                        .add("reason", rejected.reason().name())
                        .build());
    }

    private void renew(Socket socket, IncomingEvent event, AuthenticatedUser renewed) throws RefusedException {
        if (!SocketUser.of(socket).sameSubjectAs(renewed)) {
            throw RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED,
                    "token",
                    "must be for the user of this connection; connect again to change the user");
        }
        socket.attribute(SocketUser.KEY, renewed);
        expiry.watch(socket);
        event.ack()
                .send(JSON.createObjectBuilder()
                        .add("success", true)
                        .add("expiresAt", Timestamps.text(renewed.expiresAt()))
                        .build());
    }
}
