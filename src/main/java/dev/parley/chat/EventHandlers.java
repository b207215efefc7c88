package dev.parley.chat;

import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.socketio.EventHandler;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;

/**
 * Registers event handlers in a namespace. Each handler gets a payload that has been read and validated. When a handler
 * refuses an event, the client gets the refusal.
 */
final class EventHandlers {

    private final Namespace namespace;
    private final PayloadReader payloads;
    private final Refusals refusals;

    EventHandlers(Namespace namespace, PayloadReader payloads, Refusals refusals) {
        this.namespace = namespace;
        this.payloads = payloads;
        this.refusals = refusals;
    }

    /**
     * Handles an event or refuses it. Runs on the serial executor of the client's session.
     *
     * @param <P> the payload; null if the event has none
     */
    @FunctionalInterface
    interface Handler<P> {
        void handle(Socket socket, IncomingEvent event, P payload) throws RefusedException;
    }

    /** Sets the handler of an event. */
    <P> EventHandlers on(ClientEvent<P> declared, Handler<P> handler) {
        namespace.on(declared.name(), answeringRefusals(declared, handler));
        return this;
    }

    /** Sets the handler of all events that have none. */
    EventHandlers onUnknown(Handler<Void> handler) {
        namespace.onUnknown(answeringRefusals(UnknownEvents.ANY, handler));
        return this;
    }

    private <P> EventHandler answeringRefusals(ClientEvent<P> declared, Handler<P> handler) {
        return (socket, event) -> {
            try {
                handler.handle(socket, event, payloads.read(declared.payload(), event));
            } catch (RefusedException refusal) {
                refusals.refuse(socket, event, refusal);
            }
        };
    }
}
