package dev.parley.socketio;

/** Sees every event of a namespace before its handler, in the turn of the client's session. */
@FunctionalInterface
public interface EventFilter {

    /**
     * Looks at an event.
     *
     * @return whether it goes on; a filter that says no has said to the client what there is to say
     */
    boolean allows(Socket socket, IncomingEvent event);
}
