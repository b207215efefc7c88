package dev.parley.events.call;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.session.IncidentLog;
import dev.parley.session.TokenRenewal;
import dev.parley.socketio.EventHandler;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.lang.System.Logger;

/** Handles {@code authenticate}, by which a client of any namespace renews its token. */
final class RenewalEvent implements EventHandler {

    static final String NAME = HandlerDeclaration.RENEWAL;

    private static final Logger LOG = System.getLogger(RenewalEvent.class.getName());

    private final TokenRenewal renewal;
    private final ClientErrors errors;

    RenewalEvent(TokenRenewal renewal, ClientErrors errors) {
        this.renewal = renewal;
        this.errors = errors;
    }

    @Override
    public void handle(Socket socket, IncomingEvent event) {
        if (!event.arguments().isEmpty()
                && event.arguments().get(0) instanceof JsonObject payload
                && payload.get("token") instanceof JsonString token) {
            renewal.renew(socket, token.getString(), (user, failure) -> done(socket, event, user, failure));
        } else {
            errors.refuseAnyEvent(socket, event, RefusedException.field("token", "must be a string"));
        }
    }

    private void done(Socket socket, IncomingEvent event, AuthenticatedUser user, Throwable failure) {
        if (failure == null) {
            event.ack().send(TokenRenewal.acknowledgement(user));
        } else {
            RefusedException refusal = failure instanceof RefusedException known
                    ? known
                    : IncidentLog.log(LOG, "the renewal of the token of " + socket, failure);
            errors.refuseAnyEvent(socket, event, refusal);
        }
    }
}
