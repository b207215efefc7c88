package dev.parley.socketio;

/** Checks every event of a namespace before its handler is called, in the turn of the client's session. */
@FunctionalInterface
public interface EventFilter {

    /**
     * Checks an event.
     *
     * @return whether the event is handled. A filter that returns false must itself tell the client why, if the client
     *     is to know
     */
    boolean allows(Socket socket, IncomingEvent event);
}
