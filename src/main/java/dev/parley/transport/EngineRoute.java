package dev.parley.transport;

import dev.parley.engine.EngineServer;
import java.util.List;

/**
 * A path on which an Engine.IO server is reached, with the rules for getting in.
 *
 * @param path below the context root, starting with a slash and without one at the end; requests with one are the same
 * @param server whose sessions are reached there
 * @param guards asked in this order before a session is opened
 * @param crossOrigin the CORS rule of the polling requests
 * @param clientAddresses finds the client's address
 */
public record EngineRoute(
        String path,
        EngineServer server,
        List<HandshakeGuard> guards,
        CrossOrigin crossOrigin,
        ClientAddresses clientAddresses) {

    /** Checks the path and keeps a copy of the list. */
    public EngineRoute {
        if (!path.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException("not a path: " + path);
        }
        guards = List.copyOf(guards);
    }

    /** Whether a request's path, below the context root, is this one. */
    boolean matches(String requestPath) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length()
                        || requestPath.length() == path.length() + 1 && requestPath.endsWith("/"));
    }
}
