package dev.parley.socketio;

/** Is called when a handler of the application fails, in the turn of the client's session. */
@FunctionalInterface
public interface ErrorHandler {

    /** The handling of an event failed. */
    void failed(Socket socket, IncomingEvent event, Throwable failure);
}
