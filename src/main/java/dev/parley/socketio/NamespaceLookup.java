package dev.parley.socketio;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows the namespaces that are made when they are needed. Called by any thread; must not block, and must not call the
 * {@link SocketServer}.
 */
@FunctionalInterface
public interface NamespaceLookup {

    /**
     * Looks up a namespace.
     *
     * @param name begins with a slash, and may otherwise be any text of a client, up to the limit of the protocol
     * @return sets up the new namespace, before any client has joined it; empty if there is no namespace of this name
     */
    Optional<Consumer<Namespace>> find(String name);
}
