package dev.parley.session;

import dev.parley.chat.error.RefusedException;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;

/** Tells clients of errors, in the form of the application on their namespace. Thread-safe. */
public interface SocketErrors {

    /** Refuses an event for a reason that is independent of its content. */
    void refuseAnyEvent(Socket socket, IncomingEvent event, RefusedException refusal);

    /** Sends an error to a client that did not cause it by an event. */
    void tell(Socket socket, RefusedException refusal);
}
