package dev.parley.transport;

import java.io.IOException;

/** The network connection of a client, at the level below the container's own API. Thread-safe. */
public interface ClientConnection {

    /** Whether the container has not closed the connection yet. Does not block. */
    boolean isOpen();

    /**
     * Closes the connection, even if data waits to be sent; does nothing if the connection is closed. May block for a
     * moment.
     *
     * @throws IOException if the connection cannot be closed
     */
    void cutOff() throws IOException;
}
