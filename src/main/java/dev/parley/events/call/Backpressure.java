package dev.parley.events.call;

import dev.parley.socketio.Socket;

/**
 * Makes a client stop sending while too many of its events wait. Called by any thread; must not block. For each socket
 * there are as many calls of {@link #resume} as of {@link #pause}, and never more; a pause may come just before the
 * resume of the pause before. Several sockets of one session may have asked for a pause: the session goes on when all of
 * them have resumed.
 */
public interface Backpressure {

    /** Nobody is stopped. */
    Backpressure NONE = new Backpressure() {
        @Override
        public void pause(Socket socket) {}

        @Override
        public void resume(Socket socket) {}
    };

    /** No more shall be read from the socket's client. */
    void pause(Socket socket);

    /** The socket's client may send again. */
    void resume(Socket socket);
}
