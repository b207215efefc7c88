package dev.parley.socketio;

import dev.parley.tracing.TraceContext;
import dev.parley.tracing.Tracing;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Begins the spans of the events of a namespace's clients. An event belongs to the span that its last argument names, if that is
 * wanted, and is linked to the one in which its client has connected: as a part of that one it would make one trace of all that a
 * client does in hours.
 *
 * @param fromArgument whether a last argument that is nothing but a context is taken out of the events, whether or not they are traced
 */
record EventTracing(String namespace, Tracing tracing, boolean fromArgument) {

    private static final Set<String> FIELDS = Set.of(TraceContext.PARENT, TraceContext.STATE);

    /**
     * Begins the span of an event.
     *
     * @param declared has the names that are told
     */
    IncomingEvent begin(Socket socket, IncomingEvent event, Map<String, ?> declared) {
        if (!fromArgument && !tracing.isOn()) {
            return event;
        }
        List<JsonValue> arguments = event.arguments();
        TraceContext parent = TraceContext.NONE;
        if (fromArgument && isContext(arguments)) {
            parent = HandshakeTrace.in(arguments.get(arguments.size() - 1).asJsonObject());
            arguments = arguments.subList(0, arguments.size() - 1);
        }
        TraceContext connected = Objects.requireNonNullElse(socket.attribute(HandshakeTrace.KEY), TraceContext.NONE);
        return new IncomingEvent(
                event.name(),
                arguments,
                event.ack(),
                tracing.arrived(
                        namespace, declared.containsKey(event.name()) ? event.name() : null, parent, connected));
    }

    /** Whether the last argument is an object with these fields and no other; that its values are good is not asked for. */
    private static boolean isContext(List<JsonValue> arguments) {
        return !arguments.isEmpty()
                && arguments.get(arguments.size() - 1) instanceof JsonObject last
                && last.containsKey(TraceContext.PARENT)
                && FIELDS.containsAll(last.keySet());
    }
}
