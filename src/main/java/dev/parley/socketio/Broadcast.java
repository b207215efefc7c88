package dev.parley.socketio;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.tracing.DeliverySpan;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Selects sockets step by step and does something with them:
 * {@code namespace.to("room").except("other").emit("event", data)}. Immutable, so each step can be kept and used again.
 * Any thread may call; no method blocks.
 */
public final class Broadcast {

    private final Namespace namespace;
    private final BroadcastOptions options;
    /**
     * Whether {@link #to} has been called, even with an empty list of rooms. An adapter takes no rooms as everybody,
     * but after {@code to} no rooms must mean nobody.
     */
    private final boolean narrowed;

    Broadcast(Namespace namespace, BroadcastOptions options) {
        this(namespace, options, false);
    }

    private Broadcast(Namespace namespace, BroadcastOptions options, boolean narrowed) {
        this.namespace = namespace;
        this.options = options;
        this.narrowed = narrowed;
    }

    /**
     * Adds rooms. Selects the sockets that are in at least one of the added rooms, and no socket if no room has been
     * added. A socket's id is a room.
     */
    public Broadcast to(String... rooms) {
        return to(List.of(rooms));
    }

    /**
     * Adds rooms. Selects the sockets that are in at least one of the added rooms, and no socket if no room has been
     * added.
     */
    public Broadcast to(Collection<String> rooms) {
        Set<String> all = union(options.rooms(), rooms);
        return new Broadcast(
                namespace, new BroadcastOptions(all, options.except(), options.local(), options.droppable()), true);
    }

    /** Leaves out the sockets that are in one of these rooms. */
    public Broadcast except(String... rooms) {
        return except(List.of(rooms));
    }

    /** Leaves out the sockets that are in one of these rooms. */
    public Broadcast except(Collection<String> rooms) {
        return with(options.rooms(), union(options.except(), rooms), options.local(), options.droppable());
    }

    /** Selects only the sockets of this node. A client that is recovered on another one does not get the event there. */
    public Broadcast local() {
        return with(options.rooms(), options.except(), true, options.droppable());
    }

    /**
     * Sends only to those sockets to which the event can be sent at once. Other implementations call this
     * {@code volatile}, which is a reserved word in Java.
     */
    public Broadcast droppable() {
        return with(options.rooms(), options.except(), options.local(), true);
    }

    /** Sends an event. */
    public void emit(String event, JsonValue... arguments) {
        emit(event, List.of(arguments));
    }

    /** Sends an event. */
    public void emit(String event, List<? extends JsonValue> arguments) {
        SocketPacket.Event packet = namespace.event(event, arguments, SocketPacket.NO_ID);
        if (!isToNobody()) {
            try (DeliverySpan span = namespace.sending(packet)) {
                namespace.adapter().broadcast(packet, options.within(span.context()));
            }
        }
    }

    /**
     * Sends an event and collects the acknowledgements of all receivers, on all nodes.
     *
     * @return the arguments of the acknowledgements, in the order in which the acknowledgements arrived. Other nodes
     *     pass on only the first argument. Fails with {@link AckTimeoutException} if an acknowledgement is missing when
     *     the time-out expires, or if a node has not reported its number of receivers by then
     */
    public CompletionStage<List<JsonArray>> emitWithAck(
            Duration timeout, String event, List<? extends JsonValue> arguments) {
        AckPromise promise = namespace.newPromise();
        SocketPacket.Event packet = namespace.event(event, arguments, namespace.nextId());
        if (isToNobody()) {
            promise.expect(0);
        } else {
            try (DeliverySpan span = namespace.sending(packet)) {
                namespace
                        .adapter()
                        .broadcast(packet, options.within(span.context()), timeout, promise::expect, promise);
            }
        }
        return promise.result();
    }

    /** Makes the selected sockets join rooms. */
    public void joinRooms(String... rooms) {
        if (!isToNobody()) {
            namespace.adapter().joinAll(options, List.of(rooms));
        }
    }

    /** Makes the selected sockets leave rooms. */
    public void leaveRooms(String... rooms) {
        if (!isToNobody()) {
            namespace.adapter().leaveAll(options, List.of(rooms));
        }
    }

    /** Disconnects the selected sockets. If {@code close} is true, closes the whole connections of their clients. */
    public void disconnect(boolean close) {
        if (!isToNobody()) {
            namespace.adapter().disconnectAll(options, close);
        }
    }

    /**
     * Describes the selected sockets, on all nodes. Never fails; nodes that do not answer within 5 s are reported as
     * missing.
     */
    public CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets() {
        return isToNobody()
                ? CompletableFuture.completedStage(ClusterReply.complete(List.of()))
                : namespace.adapter().fetchSockets(options);
    }

    private boolean isToNobody() {
        return narrowed && options.rooms().isEmpty();
    }

    private Broadcast with(Set<String> rooms, Set<String> except, boolean local, boolean droppable) {
        return new Broadcast(namespace, new BroadcastOptions(rooms, except, local, droppable), narrowed);
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
