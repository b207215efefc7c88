package dev.parley.api;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Sends events to the sockets of a namespace, on all nodes of the cluster, those of Node's among them. It is injected
 * anywhere: {@code @Inject @SocketNamespace("/orders") Emitter orders}. Each step gives a new, narrower emitter, which can
 * be kept: {@code orders.to("book").except(socket.id()).emit("order:placed", receipt)}.
 *
 * <p>Immutable. Any thread may call; no method blocks. Values are written by JSON-B, once for all receivers, before the
 * method returns; {@code byte[]} become bytes on the wire.
 */
public interface Emitter {

    /**
     * Selects the sockets that are in at least one of the added rooms; no socket if the list is empty. A socket's id is a
     * room.
     */
    Emitter to(String... rooms);

    /** Selects the sockets of a user, by the user's id ({@link AuthenticatedUser#id()}); added as a room is. */
    Emitter toUser(String userId);

    /** Leaves out the sockets that are in one of these rooms. */
    Emitter except(String... rooms);

    /** Selects only the sockets of this node. */
    Emitter local();

    /**
     * Sends only to those sockets to which the event can be sent at once. Socket.IO calls it {@code volatile}, which is a
     * reserved word in Java.
     */
    Emitter droppable();

    /** Sets how long {@link #emitWithAck} waits. Without it, ten seconds. */
    Emitter timeout(Duration timeout);

    /**
     * Makes {@link #emit} and {@link #serverSideEmit} wait until the JTA transaction of the calling thread has committed, in the order of the calls.
     * Nothing is sent if it is rolled back. Without a transaction the event is sent at once.
     */
    Emitter afterCommit();

    /**
     * The namespace with this name, for an emitter of a pattern's namespaces. The sockets may be on other nodes only.
     *
     * @throws IllegalArgumentException if the name does not match the pattern
     */
    Emitter in(String namespace);

    /** Sends an event. */
    void emit(String event, Object... arguments);

    /**
     * Sends an event and collects the acknowledgements of all receivers. Not after {@link #afterCommit()}, as nobody
     * could wait for it within the transaction.
     *
     * @param type the type of each acknowledgement's first argument
     * @return the values in the order in which they arrived. Fails with a {@link java.util.concurrent.TimeoutException} if
     *     one is missing when the time is over
     */
    <T> CompletionStage<List<T>> emitWithAck(Class<T> type, String event, Object... arguments);

    /** As the other method, for a generic type. */
    <T> CompletionStage<List<T>> emitWithAck(Type type, String event, Object... arguments);

    /** Describes the selected sockets. Nodes that do not answer within 5 s are left out. Never fails. */
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /** Makes the selected sockets join rooms. */
    void socketsJoin(String... rooms);

    /** Makes the selected sockets leave rooms. */
    void socketsLeave(String... rooms);

    /** Disconnects the selected sockets. If {@code close} is true, ends the whole connections of their clients. */
    void disconnectSockets(boolean close);

    /** Sends an event to the other servers of the cluster, whatever has been selected; see {@link OnServerEvent}. */
    void serverSideEmit(String event, Object... arguments);

    /**
     * Sends an event to the other servers of the cluster and collects their answers. Servers that do not answer within 5
     * s, or have no handler, are left out. Never fails but for an answer of another type.
     */
    <T> CompletionStage<List<T>> serverSideEmitWithAck(Class<T> type, String event, Object... arguments);
}
