package dev.parley.socketio;

import dev.parley.api.DisconnectReason;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Is called when a socket joins or leaves a namespace, in the turn of the client's session. */
public interface ConnectionListener {

    /**
     * A socket is joining the namespace, and its client does not know this yet. A listener can make the socket join
     * rooms here: every event that is sent to these rooms from now on reaches the client, after its CONNECT.
     *
     * @return a stage that completes when the socket may be connected, for instance when a directory contains it. The
     *     CONNECT is sent only after that; if the stage fails, the CONNECT is sent nevertheless. With a refusal the
     *     client gets a CONNECT_ERROR instead, and {@link #abandoned} is called. The attributes of a decision to admit
     *     are added to those of the socket
     */
    default CompletionStage<ConnectDecision> joining(Socket socket) {
        return CompletableFuture.completedStage(ConnectDecision.ADMITTED);
    }

    /**
     * The client of a socket that is joining has come back after a broken connection. Who may be in a room is asked again:
     * the socket joins only rooms that all listeners name, and gets only what was sent to these.
     *
     * @param rooms the rooms that the client was in, also those that it left not long before
     * @return completes with those of the rooms that it may still be in; a failure stands for none
     */
    default CompletionStage<Set<String>> returning(Socket socket, Set<String> rooms) {
        return CompletableFuture.completedStage(rooms);
    }

    /** A socket for which {@link #joining} was called is gone, before its client got a CONNECT. */
    default void abandoned(Socket socket) {}

    /** A socket has joined the namespace. Its first event is handled after this call. */
    default void connected(Socket socket) {}

    /**
     * A socket has left the namespace. Called exactly once for each socket for which {@link #connected} was called.
     *
     * @param rooms the rooms that the socket was in until now, including its own id
     */
    default void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {}

    /**
     * Nobody will come back to a socket whose connection broke, because an operator has ended its session. Called on any
     * thread; must not block.
     */
    default void forgotten(String socketId) {}
}
