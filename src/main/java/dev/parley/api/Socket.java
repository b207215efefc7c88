package dev.parley.api;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

/**
 * One client in one namespace. Handlers get it as a parameter; {@code @Inject Socket} gives the socket whose event is
 * being handled, and fails outside of an event with an {@link IllegalStateException} that says so.
 *
 * <p>A parameter may be kept and used later, from any thread. No method blocks. Sending does nothing once the socket is
 * disconnected. Values are written by JSON-B; {@code byte[]} become bytes on the wire.
 */
public interface Socket {

    /** The public id. It is also the name of a room in which only this socket is. */
    String id();

    /** The name of the namespace, without parameters in braces. */
    String namespace();

    /** The request with which the connection began. */
    Handshake handshake();

    /** Who has signed in; empty if nobody has, which is possible only in an {@link Anonymous} namespace. */
    Optional<AuthenticatedUser> user();

    /**
     * What the application keeps for this socket, on this node. A client that is recovered finds it again; on another node it finds
     * texts, {@code Integer}, {@code Long}, {@code Double}, {@code Boolean} and {@code JsonValue}, as they were some time before.
     */
    ConcurrentMap<String, Object> data();

    /**
     * Whether the client has come back after a broken connection, with its old id, rooms and data, and gets all that it
     * missed. For an {@link OnConnect} method: what it did at the first time need not be done again.
     */
    boolean isRecovered();

    /** Whether neither side has ended the socket. */
    boolean isConnected();

    /** The rooms that the socket is in, its own id among them. A snapshot. */
    Set<String> rooms();

    /** Whether the socket is in a room. */
    boolean isIn(String room);

    /**
     * Joins rooms.
     *
     * @return completes when events that other nodes send to the rooms reach the socket; on a single node at once
     */
    CompletionStage<Void> join(String... rooms);

    /** Leaves a room. */
    void leave(String room);

    /** Sends an event to this client. */
    void emit(String event, Object... arguments);

    /**
     * Sends an event to this client and waits for its acknowledgement.
     *
     * @param type the type of the acknowledgement's first argument; {@code Void.class} if it is not needed
     * @return the value, which is null if the acknowledgement has no argument. Fails with a
     *     {@link java.util.concurrent.TimeoutException} if the acknowledgement does not arrive in time or the socket ends
     *     first, and with an {@link IllegalArgumentException} if it is of another type
     */
    <T> CompletionStage<T> emitWithAck(Duration timeout, Class<T> type, String event, Object... arguments);

    /** As the other method, for a generic type. */
    <T> CompletionStage<T> emitWithAck(Duration timeout, Type type, String event, Object... arguments);

    /** All sockets of the namespace except this one. */
    Emitter others();

    /** The sockets that are in at least one of the rooms, except this one. */
    Emitter to(String... rooms);

    /** Disconnects the socket from its namespace. If {@code close} is true, ends the client's whole connection. */
    void disconnect(boolean close);
}
