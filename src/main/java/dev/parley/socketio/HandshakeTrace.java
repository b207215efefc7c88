package dev.parley.socketio;

import dev.parley.tracing.TraceContext;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the span in which a client has connected: the one in the auth payload of its CONNECT, or the one in the headers of its
 * handshake. Admits everybody.
 */
final class HandshakeTrace implements ConnectGuard {

    /** The span, for the sockets that have one. */
    static final AttributeKey<TraceContext> KEY = new AttributeKey<>("trace", TraceContext.class);

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        TraceContext span = in(request.auth());
        TraceContext found = span.isNone() ? in(request.handshake().headers()) : span;
        return CompletableFuture.completedStage(
                found.isNone() ? ConnectDecision.ADMITTED : ConnectDecision.Admitted.with(KEY, found));
    }

    private static TraceContext in(Map<String, String> headers) {
        return TraceContext.of(headers.get(TraceContext.PARENT), headers.get(TraceContext.STATE));
    }

    /** The span that an object names; none if the object is of another kind. */
    static TraceContext in(JsonObject object) {
        return TraceContext.of(text(object, TraceContext.PARENT), text(object, TraceContext.STATE));
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : null;
    }
}
