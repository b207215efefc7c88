package dev.parley.transport;

import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.Handshake;
import java.security.Principal;

/**
 * A request that the filter has let in: for a session that exists, or with the handshake of a new one. It travels to the
 * transport as a request attribute; and as the request's principal, because that is the one thing that every container
 * carries from a filter to the WebSocket session without mixing up concurrent handshakes.
 */
public sealed interface AdmittedRequest extends Principal {

    /** Where the WebSocket endpoint is, below the context root. No client has a reason to call it by this name. */
    String WEBSOCKET_PATH = "/engine.io/websocket";

    /** The name of the request attribute. */
    String ATTRIBUTE = AdmittedRequest.class.getName();

    /** Of a session that is there. */
    record OfSession(EngineSession session) implements AdmittedRequest {}

    /** Opens a session. */
    record Opening(EngineServer server, Handshake handshake) implements AdmittedRequest {}

    @Override
    default String getName() {
        return "engine.io";
    }
}
