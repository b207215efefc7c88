package dev.parley.chat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The sockets and the rooms of all nodes, for operators. What it tells is a snapshot, and of several nodes not one of the
 * same instant.
 *
 * <p><b>Blocking.</b> No method blocks; any thread may call. A stage may complete before the method returns or later, on
 * any thread.
 *
 * <p><b>Failure.</b> No method throws. A stage completes within {@link #PATIENCE} and a little, whatever the other nodes
 * do: what they have not said by then is missing, and {@link ClusterAnswer#missingNodes()} names them. It fails only when
 * this node itself fails.
 *
 * <p><b>Order.</b> Lists are in no order.
 */
public interface ClusterDirectory {

    /** How long other nodes have to answer. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /** Of which nodes something is asked. */
    enum Scope {
        /** Only this one. */
        NODE,
        /** All of them. */
        CLUSTER
    }

    /** All sockets that match. */
    CompletionStage<ClusterAnswer<List<ConnectionInfo>>> connections(ConnectionFilter filter, Scope scope);

    /** The socket with an id. Need not wait for other nodes once it has been found. */
    CompletionStage<ClusterAnswer<Optional<ConnectionInfo>>> connection(String socketId, Scope scope);

    /** All rooms for people that have a member; each once, with its members on all nodes that have been asked. */
    CompletionStage<ClusterAnswer<List<RoomInfo>>> rooms(Scope scope);

    /**
     * The room of a name, if it is one for people and has a member. It is as old as its oldest part, and what its metadata
     * is, the oldest part says.
     */
    CompletionStage<ClusterAnswer<Optional<RoomInfo>>> room(String name, Scope scope);

    /**
     * Disconnects a socket, and with it its client's whole connection.
     *
     * @return whether there was one
     */
    CompletionStage<ClusterAnswer<Boolean>> disconnect(String socketId, Scope scope);
}
