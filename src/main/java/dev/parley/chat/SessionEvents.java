package dev.parley.chat;

import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.Authenticate;
import dev.parley.session.TokenRenewal;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/** Handles {@code ping} and {@code authenticate}, the events about the connection itself. */
final class SessionEvents {

    private final TokenRenewal renewal;
    private final Refusals refusals;
    private final UnexpectedErrorHandler incidents;

    SessionEvents(TokenRenewal renewal, Refusals refusals, UnexpectedErrorHandler incidents) {
        this.renewal = renewal;
        this.refusals = refusals;
        this.incidents = incidents;
    }

    void handle(EventHandlers handlers) {
        handlers.on(ChatEvents.PING, this::ping).on(ChatEvents.AUTHENTICATE, this::authenticate);
    }

    private void ping(Socket socket, IncomingEvent event, Void payload) {
        event.ack().send();
        ChatEvents.PONG.sendTo(socket);
    }

    private void authenticate(Socket socket, IncomingEvent event, Authenticate payload) {
        renewal.renew(socket, payload.token(), (renewed, failure) -> {
            if (failure == null) {
                event.ack().send(TokenRenewal.acknowledgement(renewed));
            } else if (failure instanceof RefusedException refusal) {
                refusals.refuse(socket, event, refusal);
            } else {
                incidents.failed(socket, event, failure);
            }
        });
    }
}
