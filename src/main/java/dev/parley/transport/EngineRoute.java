package dev.parley.transport;

import dev.parley.engine.EngineServer;
import java.util.List;
import java.util.Set;

/**
 * A path of an Engine.IO server, with its admission rules.
 *
 * @param path the path below the context root; starts with a slash and does not end with one. A request path may have a
 *     slash at the end
 * @param server the server for this path
 * @param guards called in this order before a session is opened
 * @param crossOrigin the CORS rule of the polling requests
 * @param clientAddresses finds the client's address
 * @param keptHeaders the names, in small letters, of further headers of handshakes that are kept with the session
 */
public record EngineRoute(
        String path,
        EngineServer server,
        List<HandshakeGuard> guards,
        CrossOrigin crossOrigin,
        ClientAddresses clientAddresses,
        Set<String> keptHeaders) {

    /** Checks the path and copies the list. */
    public EngineRoute {
        if (!path.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException("not a path: " + path);
        }
        guards = List.copyOf(guards);
        keptHeaders = Set.copyOf(keptHeaders);
    }

    /** A route that keeps no further headers. */
    public EngineRoute(
            String path,
            EngineServer server,
            List<HandshakeGuard> guards,
            CrossOrigin crossOrigin,
            ClientAddresses clientAddresses) {
        this(path, server, guards, crossOrigin, clientAddresses, Set.of());
    }

    /** The same route, which keeps further headers of handshakes with the session. */
    public EngineRoute keeping(Set<String> headers) {
        return new EngineRoute(path, server, guards, crossOrigin, clientAddresses, headers);
    }

    /** Whether a request's path, below the context root, matches this route. */
    boolean matches(String requestPath) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length()
                        || requestPath.length() == path.length() + 1 && requestPath.endsWith("/"));
    }
}
