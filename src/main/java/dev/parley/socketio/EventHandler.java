package dev.parley.socketio;

/**
 * Handles the events of a name. Called in the turn of the client's session, on the container's thread that read the
 * event: a handler that blocks holds up its own client only. What it throws goes to the namespace's {@link
 * ErrorHandler}.
 */
@FunctionalInterface
public interface EventHandler {

    /** Handles one event. */
    void handle(Socket socket, IncomingEvent event);
}
