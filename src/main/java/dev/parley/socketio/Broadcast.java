package dev.parley.socketio;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.SocketPacket;
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
 * To whom something is sent, built step by step: {@code namespace.to("room").except("other").emit("event", data)}.
 * Immutable, so each step can be kept and used again. Any thread; no method blocks.
 */
public final class Broadcast {

    private final Namespace namespace;
    private final BroadcastOptions options;
    /** Whether rooms were asked for, be it none: to an adapter no rooms mean everybody, here they mean nobody. */
    private final boolean narrowed;

    Broadcast(Namespace namespace, BroadcastOptions options) {
        this(namespace, options, false);
    }

    private Broadcast(Namespace namespace, BroadcastOptions options, boolean narrowed) {
        this.namespace = namespace;
        this.options = options;
        this.narrowed = narrowed;
    }

    /** Adds rooms; whoever is in one of them is meant, nobody if there is none. A socket's id is a room. */
    public Broadcast to(String... rooms) {
        return to(List.of(rooms));
    }

    /** Adds rooms; whoever is in one of them is meant, nobody if there is none. */
    public Broadcast to(Collection<String> rooms) {
        Set<String> all = union(options.rooms(), rooms);
        return new Broadcast(
                namespace, new BroadcastOptions(all, options.except(), options.local(), options.droppable()), true);
    }

    /** Leaves out whoever is in one of these rooms. */
    public Broadcast except(String... rooms) {
        return except(List.of(rooms));
    }

    /** Leaves out whoever is in one of these rooms. */
    public Broadcast except(Collection<String> rooms) {
        return with(options.rooms(), union(options.except(), rooms), options.local(), options.droppable());
    }

    /** Only the sockets of this node. */
    public Broadcast local() {
        return with(options.rooms(), options.except(), true, options.droppable());
    }

    /** Only to those to whom it can be sent at once: what is called volatile elsewhere, a reserved word here. */
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
            namespace.adapter().broadcast(packet, options);
        }
    }

    /**
     * Sends an event and collects the acknowledgements of all who get it, on all nodes.
     *
     * @return their arguments, in the order in which they came, of those of other nodes only the first; fails with {@link
     *     AckTimeoutException} when one is missing after the time-out, or a node has not said how many there will be
     */
    public CompletionStage<List<JsonArray>> emitWithAck(
            Duration timeout, String event, List<? extends JsonValue> arguments) {
        AckPromise promise = namespace.newPromise();
        SocketPacket.Event packet = namespace.event(event, arguments, namespace.nextId());
        if (isToNobody()) {
            promise.expect(0);
        } else {
            namespace.adapter().broadcast(packet, options, timeout, promise::expect, promise);
        }
        return promise.result();
    }

    /** Makes those who are meant join rooms. */
    public void joinRooms(String... rooms) {
        if (!isToNobody()) {
            namespace.adapter().joinAll(options, List.of(rooms));
        }
    }

    /** Makes those who are meant leave rooms. */
    public void leaveRooms(String... rooms) {
        if (!isToNobody()) {
            namespace.adapter().leaveAll(options, List.of(rooms));
        }
    }

    /** Disconnects those who are meant; with {@code close} their clients' whole connections. */
    public void disconnect(boolean close) {
        if (!isToNobody()) {
            namespace.adapter().disconnectAll(options, close);
        }
    }

    /** Tells of those who are meant, on all nodes. Never fails; nodes that do not answer within 5 s are missing. */
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
