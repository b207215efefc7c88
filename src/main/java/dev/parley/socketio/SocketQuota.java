package dev.parley.socketio;

import java.util.Optional;

/**
 * A limit on the number of sockets. A guard that counts the joined sockets would admit every client that arrives before
 * the first of these clients has joined. So each socket takes a place as the last step before it joins, and gives the
 * place back when it ends, for whatever reason. Called by any thread, in the turn of the socket's session; must not
 * block.
 */
public interface SocketQuota {

    /** No limit. */
    SocketQuota NONE = new SocketQuota() {
        @Override
        public Optional<ConnectDecision.Refused> take(Socket socket) {
            return Optional.empty();
        }

        @Override
        public void giveBack(Socket socket) {}
    };

    /**
     * Takes a place for a socket that all guards have admitted, and that nobody knows yet.
     *
     * @return the refusal that the client gets if there is no place; empty if the socket has got a place
     */
    Optional<ConnectDecision.Refused> take(Socket socket);

    /** Gives back the place of a socket that has ended. Called once for each socket that has taken a place. */
    void giveBack(Socket socket);
}
