package dev.parley.chat.directory;

import dev.parley.socketio.adapter.ClusterReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The sockets and rooms of all nodes, for operators. Each answer is a snapshot. The parts of several nodes are not from
 * the same instant.
 *
 * <p><b>Blocking.</b> No method blocks; any thread may call. A stage may complete before the method returns or later, on
 * any thread.
 *
 * <p><b>Failure.</b> No method throws. A stage completes shortly after {@link #PATIENCE} at the latest, whatever the
 * other nodes do. The data of nodes that have not answered by then is missing, and {@link ClusterReply#missingNodes()}
 * names these nodes. A stage fails only when this node itself fails.
 *
 * <p><b>Order.</b> Lists are unordered.
 */
public interface ClusterDirectory {

    /** The time that other nodes have to answer. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /** The nodes that a query covers. */
    enum Scope {
        /** Only this node. */
        NODE,
        /** All nodes. */
        CLUSTER
    }

    /** All sockets that match. */
    CompletionStage<ClusterReply<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope);

    /** The socket with this id. When the socket has been found, the stage need not wait for the other nodes. */
    CompletionStage<ClusterReply<Optional<ConnectionInfo>>> connection(String socketId, Scope scope);

    /**
     * All rooms for people that have a member. Each room is listed once, with its members on all nodes of the scope.
     */
    CompletionStage<ClusterReply<List<RoomInfo>>> rooms(Scope scope);

    /**
     * The room with this name, if it is a room for people and has a member. If nodes have different creation times for
     * it, the earliest one counts, with the metadata from that node.
     */
    CompletionStage<ClusterReply<Optional<RoomInfo>>> room(String name, Scope scope);

    /**
     * Disconnects a socket and closes its client's whole connection.
     *
     * @return whether the socket was found
     */
    CompletionStage<ClusterReply<Boolean>> disconnect(String socketId, Scope scope);

    /**
     * Disconnects all sockets that match and closes their clients' whole connections. If the filter has both a user and
     * a room, only sockets of the user that are in the room.
     *
     * @return how many sockets were found; sockets that match only from now on may be disconnected, too, and are not
     *     counted
     */
    CompletionStage<ClusterReply<Integer>> disconnectAll(ConnectionFilter filter, Scope scope);

    /** The sessions of this node that wait for clients whose connections broke. */
    List<WaitingSession> waiting();

    /**
     * Ends a session of this node that waits, as if its client had said goodbye.
     *
     * @return whether one with this socket id waits
     */
    boolean endWaiting(String socketId);
}
