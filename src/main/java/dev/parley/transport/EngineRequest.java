package dev.parley.transport;

import dev.parley.engine.RequestError;
import dev.parley.engine.TransportName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A request to an Engine.IO path, as the protocol describes it (sections "Transports" and "Handshake").
 *
 * @param http the request
 * @param query the request's parameters
 */
record EngineRequest(HttpServletRequest http, QueryString query) {

    private static final String PROTOCOL = "4";
    /** The parameter of a client that does not accept binary data ({@code forceBase64}). */
    private static final String BASE64 = "b64";

    /** Whether a request, on any path, asks for an upgrade to WebSocket. */
    static boolean isUpgrade(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    boolean isUpgrade() {
        return isUpgrade(http);
    }

    /** Whether the client accepts bytes only as text. */
    boolean base64() {
        return query.isSet(BASE64);
    }

    /** The id of the session to which the request belongs; empty for a handshake. */
    Optional<String> sid() {
        return query.value("sid");
    }

    /** The error in the parameters that every request must have; empty if they are correct. */
    Optional<RequestError> parameterError() {
        if (query.value("transport").flatMap(TransportName::of).isEmpty()) {
            return Optional.of(RequestError.UNKNOWN_TRANSPORT);
        }
        if (!query.value("EIO").filter(PROTOCOL::equals).isPresent()) {
            return Optional.of(RequestError.UNSUPPORTED_PROTOCOL_VERSION);
        }
        return query.isRepeated("sid") ? Optional.of(RequestError.UNKNOWN_SID) : Optional.empty();
    }

    /** Whether the subprotocols that a WebSocket's client offers are well-formed. */
    boolean hasGoodSubprotocols(HandshakeRequest handshake) {
        return !isUpgrade() || Subprotocols.areGood(handshake.headers(Subprotocols.HEADER));
    }

    /** The error that prevents the request from opening a session; empty if there is none. */
    Optional<RequestError> openingError() {
        if (!http.getMethod().equals("GET")) {
            return Optional.of(RequestError.BAD_HANDSHAKE_METHOD);
        }
        return isUpgrade() == asksForWebSocket() ? Optional.empty() : Optional.of(RequestError.BAD_REQUEST);
    }

    /** Whether the request fits a session that uses this transport now. */
    boolean fits(TransportName current) {
        return (isUpgrade() || current == TransportName.POLLING) && isUpgrade() == asksForWebSocket();
    }

    private boolean asksForWebSocket() {
        return query.value("transport").filter("websocket"::equals).isPresent();
    }
}
