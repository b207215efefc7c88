package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.EngineSession;
import dev.parley.engine.Handshake;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.Member;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client in one namespace. Any thread may call any method; none blocks, and once the socket is disconnected sending
 * does nothing. Its events are handled one at a time, in the turn of its session.
 */
public final class Socket implements Member {

    private final String id;
    private final Namespace namespace;
    private final Client client;
    private final PendingAcks pendingAcks;
    private final Map<AttributeKey<?>, Object> attributes;
    private final DeliveryGate gate;
    private final AtomicBoolean connected = new AtomicBoolean(true);
    /** Of the session's turn. */
    private boolean announced;

    Socket(String id, Namespace namespace, Client client, Map<AttributeKey<?>, Object> attributes) {
        this.id = id;
        this.namespace = namespace;
        this.client = client;
        this.pendingAcks = new PendingAcks(client.timers());
        this.attributes = new ConcurrentHashMap<>(attributes);
        this.gate = new DeliveryGate(client.session());
    }

    /** The socket's public name; also the name of a room that only it is in. */
    @Override
    public String id() {
        return id;
    }

    /** The namespace that it has joined. */
    public Namespace namespace() {
        return namespace;
    }

    /** The request that opened the client's session. */
    public Handshake handshake() {
        return client.session().handshake();
    }

    /** The client's address, behind trusted proxies the one that they report. */
    public String remoteAddress() {
        return handshake().remoteAddress();
    }

    /** The name of the transport that carries it now, as on the wire: {@code polling} or {@code websocket}. */
    public String transport() {
        return client.session().transportName().text();
    }

    /** The Engine.IO session that carries the socket, perhaps among others. */
    public EngineSession session() {
        return client.session();
    }

    /**
     * Runs a task in the turn in which the socket's events are handled, without waiting for it: the way back for what an
     * application has done elsewhere.
     */
    public void execute(Runnable task) {
        client.session().execute(task);
    }

    /** Whether neither side has ended it. */
    public boolean isConnected() {
        return connected.get();
    }

    /** What the application keeps under a key; null when nothing. */
    public <T> T attribute(AttributeKey<T> key) {
        return key.type().cast(attributes.get(key));
    }

    /** Keeps something under a key, in place of what was there. */
    public <T> void attribute(AttributeKey<T> key, T value) {
        attributes.put(key, value);
    }

    /** Sends an event to this client. */
    public void emit(String event, JsonValue... arguments) {
        emit(event, List.of(arguments));
    }

    /** Sends an event to this client. */
    public void emit(String event, List<? extends JsonValue> arguments) {
        send(namespace.event(event, arguments, SocketPacket.NO_ID));
        namespace.observer().sent(event);
    }

    /**
     * Sends an event to this client and waits for its acknowledgement.
     *
     * @return the acknowledgement's arguments; fails with {@link AckTimeoutException} when it does not come in time, or
     *     the socket is gone first
     */
    public CompletionStage<JsonArray> emitWithAck(Duration timeout, String event, List<? extends JsonValue> arguments) {
        AckPromise promise = namespace.newPromise();
        promise.expect(1);
        SocketPacket.Event packet = namespace.event(event, arguments, namespace.nextId());
        deliver(PacketEncoder.encode(packet), packet.id(), timeout, promise);
        namespace.observer().sent(event);
        return promise.result().thenApply(acknowledgements -> acknowledgements.get(0));
    }

    /** Whoever is in one of the rooms, without this socket. */
    public Broadcast to(String... rooms) {
        return namespace.to(rooms).except(id);
    }

    /** Everybody in the namespace without this socket. */
    public Broadcast others() {
        return namespace.except(id);
    }

    /** The rooms that it is in, its own id among them. A snapshot. */
    public Set<String> rooms() {
        return namespace.adapter().roomsOf(this);
    }

    /** Whether it is in a room. */
    public boolean isIn(String room) {
        return namespace.adapter().isIn(this, room);
    }

    @Override
    public void join(Collection<String> rooms) {
        namespace.adapter().join(this, rooms);
    }

    /**
     * Whether what is sent on other nodes to these rooms, which this socket has joined, reaches it: at once on a node
     * that is alone, otherwise a moment after the first member has joined, or when it turns out that no node can be
     * reached. Never fails.
     */
    public CompletionStage<Void> ready(Collection<String> rooms) {
        return namespace.adapter().ready(rooms);
    }

    @Override
    public SocketDescription description() {
        return new SocketDescription(id, HandshakeJson.of(handshake()), rooms(), namespace.dataOf(this));
    }

    @Override
    public void leave(String room) {
        namespace.adapter().leave(this, room);
    }

    /**
     * Disconnects the socket; with {@code close} its client's whole connection. Nothing is sent to it any more; the
     * client hears of it, and the listeners do, when the session's turn is free: after the handler that calls this.
     */
    @Override
    public void disconnect(boolean close) {
        if (connected.compareAndSet(true, false)) {
            client.session().execute(this::depart);
        }
        if (close) {
            client.disconnectAll();
        }
    }

    /** In the session's turn, so that a client which comes back upon its DISCONNECT finds the place free. */
    private void depart() {
        client.session().send(PacketEncoder.encode(new SocketPacket.Disconnect(namespace.name())));
        remove(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }

    @Override
    public void deliver(List<EnginePacket> encoded, boolean droppable) {
        if (!connected.get()) {
            return;
        }
        if (droppable) {
            gate.sendVolatile(encoded);
        } else {
            gate.send(encoded);
        }
    }

    @Override
    public void deliver(List<EnginePacket> encoded, long packetId, Duration timeout, AckCollector collector) {
        pendingAcks.expect(packetId, timeout, collector);
        deliver(encoded, false);
    }

    void send(SocketPacket packet) {
        deliver(PacketEncoder.encode(packet), false);
    }

    /**
     * Joins the namespace and tells the client, as soon as it is in reach of other nodes: once the client knows its id,
     * others may, and what they send must not be lost. In the session's turn.
     */
    void open() {
        namespace.add(this);
        namespace.joining(this);
        CompletableFuture<Void> reachable = namespace.adapter().ready(rooms()).toCompletableFuture();
        if (reachable.isDone()) {
            announce();
        } else {
            reachable.thenRun(() -> execute(this::announce));
        }
    }

    private void announce() {
        if (!connected.get()) {
            return;
        }
        announced = true;
        JsonObject sid = JSON.createObjectBuilder().add("sid", id).build();
        gate.open(PacketEncoder.encode(new SocketPacket.Connect(namespace.name(), sid)));
        namespace.connected(this);
    }

    /** Whether the client has been told that it has joined. In the session's turn. */
    boolean isAnnounced() {
        return announced;
    }

    /** Takes a packet of the client. In the session's turn. */
    void receive(SocketPacket packet) {
        if (packet instanceof SocketPacket.Event event) {
            namespace.dispatch(this, incoming(event));
        } else if (packet instanceof SocketPacket.Ack ack) {
            pendingAcks.acknowledged(ack.id(), ack.data());
        } else if (packet instanceof SocketPacket.Disconnect) {
            end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        }
    }

    private IncomingEvent incoming(SocketPacket.Event event) {
        JsonValue first = event.data().get(0);
        String name = first instanceof JsonString text ? text.getString() : ((JsonNumber) first).toString();
        List<JsonValue> arguments = event.data().subList(1, event.data().size());
        return new IncomingEvent(name, arguments, new Ack(this, event.id()));
    }

    /** Ends the socket, once. In the session's turn. */
    void end(DisconnectReason reason) {
        if (connected.compareAndSet(true, false)) {
            remove(reason);
        }
    }

    private void remove(DisconnectReason reason) {
        client.remove(this);
        pendingAcks.close();
        if (announced) {
            namespace.remove(this, reason);
        } else {
            namespace.forget(this);
        }
    }

    @Override
    public String toString() {
        return "Socket " + id + " in " + namespace.name();
    }
}
