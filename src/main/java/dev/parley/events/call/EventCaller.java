package dev.parley.events.call;

import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/**
 * Brings the events of clients to handlers.
 *
 * @param services the services
 * @param errors the errors that clients get
 * @param failures decides what clients are told when a handler has failed
 */
record EventCaller(EventServices services, ClientErrors errors, Failures failures) {

    /** Has a handler handle an event, when it is its turn. */
    void submit(PreparedHandler handler, Socket socket, IncomingEvent event) {
        EventSocketState state = EventSocketState.of(socket);
        HandlerAck ack = new HandlerAck(socket, event, services.json(), errors);
        HandlerCall call = new HandlerCall(state, event.name(), event.arguments(), ack, null);
        event.span().hold();
        state.turn().submit(new EventTask(handler, call, ack, event.span(), this));
    }
}
