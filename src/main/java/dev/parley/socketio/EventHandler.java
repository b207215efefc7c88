package dev.parley.socketio;

/**
 * Handles the events with one name. Called in the turn of the client's session, on the container's thread that read the
 * event, so a handler that blocks delays only its own client. The namespace's {@link ErrorHandler} gets every exception
 * that a handler throws.
 */
@FunctionalInterface
public interface EventHandler {

    /** Handles one event. */
    void handle(Socket socket, IncomingEvent event);
}
