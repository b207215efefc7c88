package dev.parley.events.call;

import dev.parley.api.Ack;
import dev.parley.chat.error.RefusedException;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * One call of a handler.
 *
 * @param state the socket's; null for the event of another server
 * @param event the event's name; empty if the call is not for an event
 * @param arguments the event's arguments
 * @param ack the event's acknowledgement; null if the call is not for an event
 * @param subject what else the call is about: the exception, the reason of a disconnection or the payload of a CONNECT;
 *     null if there is nothing
 */
record HandlerCall(EventSocketState state, String event, List<JsonValue> arguments, Ack ack, Object subject) {

    /** A call that is not for an event. */
    static HandlerCall about(EventSocketState state, Object subject) {
        return new HandlerCall(state, "", List.of(), null, subject);
    }

    HandlerCall withSubject(Object other) {
        return new HandlerCall(state, event, arguments, ack, other);
    }

    /** What is injected meanwhile; null if no socket is concerned. */
    EventContext context(Tokens tokens) {
        return state == null ? null : new EventContext(state.facade(), ack, tokens.token(state.socket()));
    }

    /** Gives the value of one parameter. */
    @FunctionalInterface
    interface ParameterSource {

        /** @throws RefusedException if the client is to blame for there being no value */
        Object value(HandlerCall call) throws RefusedException;
    }
}
