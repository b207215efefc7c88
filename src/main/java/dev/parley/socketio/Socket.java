package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.DisconnectReason;
import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.Handshake;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.AckCollector;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.socketio.recovery.OutgoingEvent;
import dev.parley.socketio.recovery.RecoverableMember;
import dev.parley.socketio.recovery.RecoverySession;
import dev.parley.socketio.recovery.Replay;
import dev.parley.socketio.recovery.Returning;
import dev.parley.tracing.DeliverySpan;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One client in one namespace. Any thread may call any method; no method blocks. Sending does nothing once the socket
 * is disconnected. The socket's events are handled one at a time, in the turn of its session.
 *
 * <p>This class is long because it is what handlers see of a client: most of it is short methods and their contracts. What
 * takes more is in {@link PendingAcks}, {@link DeliveryGate}, {@link WaitingEvents} and {@link Client}.
 */
public final class Socket implements RecoverableMember {

    private final String id;
    private final Namespace namespace;
    private final Client client;
    private final PendingAcks pendingAcks;
    private final Map<AttributeKey<?>, Object> attributes;
    /** Attributes that another node has told. */
    private final JsonObject restored;

    private final DeliveryGate gate;
    private final WaitingEvents waiting;
    private final SocketRecovery recovery;
    private final AtomicBoolean connected = new AtomicBoolean(true);
    /** Written only in the session's turn. */
    private volatile boolean announced;

    private volatile Set<String> lastRooms = Set.of();

    /** The socket of a client that is new. */
    Socket(String id, Namespace namespace, Client client, Map<AttributeKey<?>, Object> attributes) {
        this(id, namespace, client, attributes, SocketRecovery.of(namespace, client, id, attributes));
    }

    /** The socket of a client that has come back. What the guards say now is newer than what was kept. */
    Socket(Returning returning, Namespace namespace, Client client, Map<AttributeKey<?>, Object> attributes) {
        this(
                returning.session().socketId(),
                namespace,
                client,
                LastingAttributes.merged(returning.session().kept(), attributes),
                SocketRecovery.of(namespace, returning));
    }

    private Socket(
            String id,
            Namespace namespace,
            Client client,
            Map<AttributeKey<?>, Object> attributes,
            SocketRecovery recovery) {
        this.recovery = recovery;
        this.id = id;
        this.namespace = namespace;
        this.client = client;
        this.pendingAcks = new PendingAcks(client.timers());
        this.attributes = new ConcurrentHashMap<>(attributes);
        this.restored = recovery.restored();
        this.gate = new DeliveryGate(client.session());
        this.waiting = new WaitingEvents(client.session(), event -> namespace.dispatchWaiting(this, event));
    }

    /** The socket's public id. It is also the name of a room in which only this socket is. */
    @Override
    public String id() {
        return id;
    }

    /** The namespace that the socket has joined. */
    public Namespace namespace() {
        return namespace;
    }

    /**
     * Whether the client has come back after a broken connection, with its old id and rooms, and gets what it missed.
     */
    public boolean isRecovered() {
        return recovery.isReturn();
    }

    /** What keeps this socket for a client that comes back; null if the client takes no offsets. */
    @Override
    public RecoverySession recovery() {
        return recovery.session();
    }

    /** The rooms that are kept for the client in case that its connection breaks; empty if it cannot be recovered. */
    public Set<String> keptRooms() {
        RecoverySession session = recovery();
        return session == null ? Set.of() : session.openRooms();
    }

    /** The request that opened the client's session. */
    public Handshake handshake() {
        return client.session().handshake();
    }

    /** The client's address; behind trusted proxies, the address that they report. */
    public String remoteAddress() {
        return handshake().remoteAddress();
    }

    /** The name of the transport that carries the socket now, as on the wire: {@code polling} or {@code websocket}. */
    public String transport() {
        return client.session().transportName().text();
    }

    /** The Engine.IO session that carries the socket, and perhaps other sockets. */
    public EngineSession session() {
        return client.session();
    }

    /**
     * Runs a task in the turn of the socket's session, in which its events are handled, and does not wait for it. An
     * application uses this to continue in the turn after work on another thread.
     */
    public void execute(Runnable task) {
        client.session().execute(task);
    }

    /**
     * Goes on with the handling of an event when a stage has completed: at once if it has, otherwise in the session's
     * turn later. Until then the next events of this socket wait, so that their order is kept, and if several wait, the
     * session stops reading from its client. The events of other sockets do not wait. Events that wait when the socket
     * ends are not handled.
     *
     * <p>Call this at the end of the event's handler, in the session's turn.
     *
     * @param ready completes on any thread; whether it fails makes no difference here
     * @param then the rest of the handling; what it throws goes to the namespace's {@link ErrorHandler}. Not called if
     *     the socket has ended
     */
    public void continueWhen(CompletionStage<?> ready, IncomingEvent event, EventHandler then) {
        CompletableFuture<?> stage = ready.toCompletableFuture();
        if (stage.isDone()) {
            namespace.handle(this, event, then);
            return;
        }
        waiting.hold();
        long begun = namespace.now();
        stage.whenComplete((result, failure) -> execute(() -> {
            waiting.release();
            namespace.handle(this, event, then);
            if (!waiting.isHeld()) {
                namespace.handled(event, begun);
                waiting.handle();
            }
        }));
    }

    /** The events that wait for an earlier one. */
    WaitingEvents waiting() {
        return waiting;
    }

    /** Whether neither side has ended the socket. */
    public boolean isConnected() {
        return connected.get();
    }

    /** The value that the application has stored under a key; null if there is none. */
    public <T> T attribute(AttributeKey<T> key) {
        return key.type().cast(attributes.get(key));
    }

    /** Stores a value under a key, and replaces the old value. */
    public <T> void attribute(AttributeKey<T> key, T value) {
        attributes.put(key, value);
    }

    /**
     * The value that the application has stored under a key. If there is none, stores one, which is made at most once
     * for a socket; what another node has kept under a lasting key goes before.
     */
    public <T> T computeAttributeIfAbsent(AttributeKey<T> key, Supplier<T> absent) {
        return key.type().cast(attributes.computeIfAbsent(key, none -> {
            T told = LastingAttributes.restored(key, restored);
            return told == null ? absent.get() : told;
        }));
    }

    /** Takes out the value that the application has stored under a key; null if there is none. */
    public <T> T removeAttribute(AttributeKey<T> key) {
        return key.type().cast(attributes.remove(key));
    }

    void attributes(Map<AttributeKey<?>, Object> more) {
        attributes.putAll(more);
    }

    /**
     * Runs something short that sends an answer to this client, on this thread, see {@link EngineSession#answer}. What it
     * sends leaves when it returns, if possible on this thread.
     */
    public void answer(Runnable sends) {
        client.session().answer(sends);
    }

    /** Sends an event to this client. */
    public void emit(String event, JsonValue... arguments) {
        emit(event, List.of(arguments));
    }

    /** Sends an event to this client. */
    public void emit(String event, List<? extends JsonValue> arguments) {
        namespace.send(namespace.event(event, arguments, SocketPacket.NO_ID), this);
        namespace.observer().sent(event);
    }

    /**
     * Sends an event to this client and waits for its acknowledgement.
     *
     * @return the acknowledgement's arguments; fails with {@link AckTimeoutException} if the acknowledgement does not
     *     arrive in time, or if the socket ends first
     */
    public CompletionStage<JsonArray> emitWithAck(Duration timeout, String event, List<? extends JsonValue> arguments) {
        AckPromise promise = namespace.newPromise();
        promise.expect(1);
        SocketPacket.Event packet = namespace.event(event, arguments, namespace.nextId());
        DeliverySpan span = namespace.sending(packet);
        try {
            namespace.sent(packet, this);
            deliver(PacketEncoder.encode(packet), packet.id(), timeout, promise);
            namespace.deliveredOne();
        } finally {
            span.close();
        }
        namespace.observer().sent(event);
        return promise.result().thenApply(acknowledgements -> acknowledgements.get(0));
    }

    /** Selects the sockets that are in at least one of the rooms, except this socket. */
    public Broadcast to(String... rooms) {
        return namespace.to(rooms).except(id);
    }

    /** Selects all sockets of the namespace except this socket. */
    public Broadcast others() {
        return namespace.except(id);
    }

    /** The rooms that the socket is in, including its own id. A snapshot. */
    public Set<String> rooms() {
        return namespace.adapter().roomsOf(this);
    }

    /**
     * The rooms that the socket was in when it left the namespace, including its own id; empty before, and if it was
     * never announced.
     */
    public Set<String> lastRooms() {
        return lastRooms;
    }

    void lastRooms(Set<String> rooms) {
        lastRooms = rooms;
    }

    /** Whether the socket is in a room. */
    public boolean isIn(String room) {
        return namespace.adapter().isIn(this, room);
    }

    @Override
    public void join(Collection<String> rooms) {
        namespace.adapter().join(this, rooms);
    }

    /**
     * Completes when events that other nodes send to these rooms reach this socket, which must have joined the rooms.
     * On a single node this is at once. In a cluster this is a moment after the first member of a room has joined, or
     * when it is clear that no other node can be reached. Never fails.
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
     * Disconnects the socket. If {@code close} is true, closes its client's whole connection. Nothing is sent to the
     * socket after this call. The client and the listeners are told when the session's turn is free: after the handler
     * that calls this method.
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

    /**
     * Called in the session's turn, so that a client that joins again after its DISCONNECT finds the namespace free.
     * Removes the socket before the listeners and the client are told that it is gone.
     */
    private void depart() {
        remove(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
        client.session().send(PacketEncoder.encode(new SocketPacket.Disconnect(namespace.name())));
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
    public void deliver(OutgoingEvent event, boolean droppable) {
        RecoverySession session = recovery();
        if (session == null) {
            deliver(event.plain(), droppable);
        } else if (droppable || event.position() == OutgoingEvent.UNLOGGED) {
            deliver(event.marked(), droppable);
        } else if (connected.get() && !session.isAhead(event)) {
            session.handed(event);
            gate.send(event.marked(), event.position());
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
     * Joins the namespace, and sends the client its CONNECT as soon as other nodes can reach the socket and the
     * listeners are ready. If a listener refuses, the client gets a CONNECT_ERROR instead, and the socket ends. Once the client knows the socket's id, others may know it, too: events that they send to the
     * socket must not be lost, and requests about it must find it. Called in the session's turn.
     */
    void open() {
        recovery.attach(this);
        namespace.add(this);
        CompletableFuture<ConnectDecision> decided = namespace
                .joining(this)
                .thenCombine(recovery.rejoin(this), (decision, done) -> decision)
                .toCompletableFuture();
        CompletableFuture<Void> reachable = namespace.adapter().ready(rooms()).toCompletableFuture();
        CompletableFuture<ConnectDecision> ready = decided.thenCombine(reachable, (decision, nothing) -> decision);
        if (ready.isDone()) {
            decided(ready.join());
        } else {
            ready.thenAccept(decision -> execute(() -> decided(decision)));
        }
    }

    private void decided(ConnectDecision decision) {
        if (decision instanceof ConnectDecision.Admitted) {
            announce();
        } else if (connected.compareAndSet(true, false)) {
            remove(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
            client.refused(this, (ConnectDecision.Refused) decision);
        }
    }

    private void announce() {
        if (!connected.get()) {
            return;
        }
        List<EnginePacket> connect = PacketEncoder.encode(new SocketPacket.Connect(namespace.name(), names()));
        if (!isRecovered()) {
            announced = true;
            gate.open(connect);
        } else {
            Optional<Replay> missed = recovery.replay();
            if (missed.isEmpty()) {
                // Too late to give it another id. It comes back, and is told then.
                client.session().close(CloseReason.FORCED_CLOSE);
                return;
            }
            announced = true;
            List<List<EnginePacket>> first = new ArrayList<>();
            first.add(connect);
            first.addAll(missed.get().events());
            client.session().answer(() -> gate.open(first, missed.get().upTo()));
        }
        recovery.announced();
        namespace.connected(this);
    }

    private JsonObject names() {
        JsonObjectBuilder names = JSON.createObjectBuilder().add("sid", id);
        if (recovery() != null) {
            names.add("pid", recovery().pid());
        }
        return names.build();
    }

    /** Whether the CONNECT has been sent to the client, or is being sent. */
    public boolean isAnnounced() {
        return announced;
    }

    /** Handles a packet of the client. Called in the session's turn. */
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
        List<JsonValue> arguments = event.data().subList(1, event.data().size());
        return new IncomingEvent(event.name(), arguments, new Ack(this, event.id()));
    }

    /** Ends the socket; a second call does nothing. Called in the session's turn. */
    void end(DisconnectReason reason) {
        recovery.ending();
        if (connected.compareAndSet(true, false)) {
            remove(reason);
        }
    }

    private void remove(DisconnectReason reason) {
        client.remove(this);
        recovery.ends(reason, announced);
        waiting.end();
        pendingAcks.close();
        if (announced) {
            namespace.remove(this, reason);
        } else {
            namespace.forget(this);
        }
        recovery.ended(reason, announced, attributes);
        client.left(this);
    }

    @Override
    public JsonObject lasting() {
        return LastingAttributes.shared(attributes, restored);
    }

    @Override
    public void abandon() {
        client.session().abort(CloseReason.TRANSPORT_CLOSE);
    }

    /** Nobody will come back to this socket. */
    void forgetSession() {
        recovery.forget();
    }

    @Override
    public String toString() {
        return "Socket " + id + " in " + namespace.name();
    }
}
