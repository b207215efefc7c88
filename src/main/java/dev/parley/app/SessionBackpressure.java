package dev.parley.app;

import dev.parley.events.call.Backpressure;
import dev.parley.socketio.Socket;

/** Stops reading from the client of a socket; the session counts the pauses of its sockets. */
final class SessionBackpressure implements Backpressure {

    @Override
    public void pause(Socket socket) {
        socket.session().pauseReceiving();
    }

    @Override
    public void resume(Socket socket) {
        socket.session().resumeReceiving();
    }
}
