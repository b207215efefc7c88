package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.DisconnectReason;
import dev.parley.engine.MonotonicClock;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.AdapterHost;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.MemberObserver;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.socketio.recovery.NamespaceRecovery;
import dev.parley.socketio.recovery.WaitingClient;
import dev.parley.tracing.DeliverySpan;
import dev.parley.tracing.Tracing;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One namespace of the server: its guards, its handlers, and the sockets that have joined it. It should be configured
 * before clients connect, but all methods are thread-safe.
 *
 * <p>This class is long because it is what an application sees of a namespace: most of it is short methods and their
 * contracts. What takes more is in {@link ConnectGuards}, {@link EventDispatcher}, {@link ServerEvents} and
 * {@link Broadcast}.
 */
public final class Namespace {

    private final String name;
    private final Adapter adapter;
    private final Executor executor;
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentMap<String, Socket> sockets = new ConcurrentHashMap<>();
    private final ConnectGuards guards = new ConnectGuards();
    private final EventDispatcher events = new EventDispatcher();
    private final ConnectionListeners listeners = new ConnectionListeners();
    private final Broadcast everybody;
    private final ServerEvents servers;
    private final NamespaceRecovery recovery;
    private volatile boolean open;
    private volatile SocketQuota quota = SocketQuota.NONE;
    private volatile Function<Map<AttributeKey<?>, Object>, String> owner = attributes -> "";
    private volatile MemberObserver members = MemberObserver.NONE;
    private volatile Tracing tracing = Tracing.NONE;
    private volatile Function<Socket, JsonObject> moreData = socket -> JsonValue.EMPTY_JSON_OBJECT;
    private volatile Function<Socket, JsonObject> data = socket -> JsonValue.EMPTY_JSON_OBJECT;

    Namespace(String name, Adapter adapter, Executor executor) {
        this.name = name;
        this.adapter = adapter;
        this.recovery = NamespaceRecovery.of(adapter);
        this.executor = executor;
        this.everybody = new Broadcast(this, BroadcastOptions.EVERYBODY);
        this.servers = new ServerEvents(name, executor);
    }

    /** Opens the adapter, before the first client connects; later calls do nothing. */
    synchronized void open() {
        if (open) {
            return;
        }
        open = true;
        adapter.open(new AdapterHost() {
            @Override
            public long nextId() {
                return Namespace.this.nextId();
            }

            @Override
            public Optional<Socket> member(String socketId) {
                return socket(socketId);
            }

            @Override
            public void serverSideEvent(JsonArray event, Consumer<JsonValue> answer) {
                servers.heard(event, answer);
            }

            @Override
            public Tracing tracing() {
                return tracing;
            }
        });
    }

    /** Whether the adapter has been opened. */
    boolean isOpen() {
        return open;
    }

    /** Closes the adapter. The last socket has been removed, and no other will join. */
    void close() {
        adapter.close();
    }

    /** The name, starting with a slash. */
    public String name() {
        return name;
    }

    /** The adapter, which keeps the rooms of this namespace. */
    public Adapter adapter() {
        return adapter;
    }

    /** Adds a guard. The guards are asked in the order in which they were added, until one refuses. */
    public Namespace guard(ConnectGuard guard) {
        guards.add(guard);
        return this;
    }

    /** Limits the number of sockets. Without a quota the number is not limited. */
    public Namespace limit(SocketQuota limit) {
        quota = limit;
        return this;
    }

    /**
     * Sets the function that says whose a socket is, from the attributes that the guards have set. A client that comes back
     * after a broken connection gets its session only if it is the same owner's. Without it the secret of the session is
     * enough.
     */
    public Namespace ownedBy(Function<Map<AttributeKey<?>, Object>, String> function) {
        owner = function;
        return this;
    }

    /** Adds a filter, which is called before all handlers. */
    public Namespace filter(EventFilter filter) {
        events.filter(filter);
        return this;
    }

    /** Adds a listener to connections and disconnections. */
    public Namespace listen(ConnectionListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Sets the handler for the events with this name. */
    public Namespace on(String event, EventHandler handler) {
        events.on(event, handler);
        return this;
    }

    /**
     * Sets the handler for all events whose name has no handler. Without it such events are ignored, as in the
     * reference server.
     */
    public Namespace onUnknown(EventHandler handler) {
        events.onUnknown(handler);
        return this;
    }

    /** Sets the error handler, which is called when an event's handler fails. Without it a failure is logged. */
    public Namespace onError(ErrorHandler handler) {
        events.onError(handler);
        return this;
    }

    /**
     * Sets the function that gives the {@code data} of a socket for {@code fetchSockets}, which this server or another
     * server of the cluster may call. Without it the data are an empty object. The function is called for each
     * {@code fetchSockets}, by any thread; it must not block.
     */
    public Namespace describe(Function<Socket, JsonObject> description) {
        data = description;
        return this;
    }

    /**
     * Sets a function that gives more fields of the {@code data}, beside those of {@link #describe}. The same holds for
     * it.
     */
    public Namespace describeMore(Function<Socket, JsonObject> description) {
        moreData = description;
        return this;
    }

    /** Sets the observer of what single sockets of this node join, leave and get. Without it nothing is observed. */
    public Namespace observe(MemberObserver observer) {
        members = observer;
        adapter.node().observe(observer);
        return this;
    }

    /**
     * Has spans made of the events of this namespace. Without it none are made.
     *
     * @param fromArgument whether a last argument of an event is taken for the span of its client, and out of the event, if
     *     it is an object that has {@code traceparent}, perhaps {@code tracestate}, and nothing else
     */
    public Namespace trace(Tracing spans, boolean fromArgument) {
        tracing = spans;
        events.trace(new EventTracing(name, spans, fromArgument));
        if (spans.isOn()) {
            guards.add(new HandshakeTrace());
        }
        return this;
    }

    /**
     * Sets the handler for the events with this name that other servers of the cluster send with
     * {@code serverSideEmit}. The events are handled one at a time, in the order in which they arrive.
     */
    public Namespace onServerSideEmit(String event, ServerEventHandler handler) {
        servers.on(event, handler);
        return this;
    }

    /**
     * Sets the observer of events, and the clock that measures the durations for it. Without it nothing is observed.
     */
    public Namespace observe(EventObserver observer, MonotonicClock clock) {
        events.observe(observer, clock);
        return this;
    }

    /** The socket of this node with this id; empty if there is none. */
    public Optional<Socket> socket(String id) {
        return Optional.ofNullable(sockets.get(id));
    }

    /** Whether an id is that of a socket of this node, or of one whose client may come back to it. */
    public boolean isIdTaken(String id) {
        return sockets.containsKey(id) || recovery.isWaiting(id);
    }

    /** Whether a room is kept for a client whose connection broke. Perhaps also true for a room that has members. */
    public boolean isAwaited(String room) {
        return adapter.node().isAwaited(room);
    }

    /** The sockets of this node; a live view. */
    public Collection<Socket> sockets() {
        return Collections.unmodifiableCollection(sockets.values());
    }

    /** Selects all sockets of the namespace; the selection can be narrowed. */
    public Broadcast everybody() {
        return everybody;
    }

    /** Selects the sockets that are in at least one of the rooms. */
    public Broadcast to(String... rooms) {
        return everybody.to(rooms);
    }

    /** Selects all sockets except those in the rooms. */
    public Broadcast except(String... rooms) {
        return everybody.except(rooms);
    }

    /** Sends an event to everybody. */
    public void emit(String event, JsonValue... arguments) {
        everybody.emit(event, arguments);
    }

    /**
     * Describes all sockets of the namespace, on all nodes. Never fails; nodes that do not answer within 5 s are
     * reported as missing.
     */
    public CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets() {
        return everybody.fetchSockets();
    }

    /**
     * The rooms that have a member on at least one node. Never fails; nodes that do not answer within 5 s are reported
     * as missing.
     */
    public CompletionStage<ClusterReply<Set<String>>> allRooms() {
        return adapter.allRooms();
    }

    /**
     * Sends an event to the other servers of the cluster, in whatever language they are written.
     *
     * @param arguments JSON without bytes
     * @throws IllegalArgumentException if the name is reserved by the servers, or if an argument contains bytes
     */
    public void serverSideEmit(String event, JsonValue... arguments) {
        adapter.serverSideEmit(ServerEvents.event(event, List.of(arguments)));
    }

    /**
     * Sends an event to the other servers of the cluster and collects the answers of their handlers. Never fails; nodes
     * that do not answer within 5 s are reported as missing. A node without a handler does not answer.
     *
     * @param arguments JSON without bytes
     * @throws IllegalArgumentException if the name is reserved by the servers, or if an argument contains bytes
     */
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(String event, JsonValue... arguments) {
        return adapter.serverSideEmitWithAck(ServerEvents.event(event, List.of(arguments)));
    }

    /**
     * Sends an event to the other servers of the cluster and collects the answers of their handlers, until the named
     * nodes have answered. This is useful if not every server has a handler. Never fails; a named node that does not
     * answer within 5 s is reported as missing.
     *
     * @param nodes the names of the other nodes whose answers are waited for
     * @param arguments JSON without bytes
     * @throws IllegalArgumentException if the name is reserved by the servers, or if an argument contains bytes
     */
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(
            Set<String> nodes, String event, JsonValue... arguments) {
        return adapter.serverSideEmitWithAck(ServerEvents.event(event, List.of(arguments)), nodes);
    }

    SocketPacket.Event event(String event, List<? extends JsonValue> arguments, long id) {
        JsonArrayBuilder data = JSON.createArrayBuilder().add(event);
        arguments.forEach(data::add);
        return new SocketPacket.Event(name, id, data.build());
    }

    /**
     * A new id for an event that asks for acknowledgements. All sockets share one sequence, so that a broadcast needs
     * only one id.
     */
    long nextId() {
        return ids.getAndIncrement();
    }

    AckPromise newPromise() {
        return new AckPromise(executor);
    }

    /**
     * Asks the guards one after the other, until one refuses. The decision to admit has the attributes of all guards.
     */
    CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        return guards.decide(request);
    }

    NamespaceRecovery recovery() {
        return recovery;
    }

    /** The clients of this node whose connections broke and who may come back. A snapshot. */
    public List<WaitingClient> waiting() {
        return recovery().clients();
    }

    /**
     * Ends the session that waits for the client of a socket, as if the client had said goodbye.
     *
     * @return false if none waits on this node
     */
    public boolean endWaiting(String socketId) {
        boolean ended = recovery().endWaiting(socketId);
        if (ended) {
            listeners.forgotten(socketId);
        }
        return ended;
    }

    String ownerOf(Map<AttributeKey<?>, Object> attributes) {
        return owner.apply(attributes);
    }

    /** Sends an event to one socket, so that it gets it later if its connection breaks now. */
    void send(SocketPacket.Event event, Socket socket) {
        DeliverySpan span = sending(event);
        try {
            sent(event, socket);
            adapter.send(event, socket);
            deliveredOne();
        } finally {
            span.close();
        }
    }

    /** An event has been handed to one socket, within the span that {@link #sending} has begun. */
    void deliveredOne() {
        tracing.delivered(1);
    }

    /** Begins the span of an event that is sent. */
    DeliverySpan sending(SocketPacket.Event event) {
        return tracing.isOn() ? tracing.sending(name, event.name()) : DeliverySpan.NONE;
    }

    /** An event is sent to this socket alone. */
    void sent(SocketPacket.Event event, Socket socket) {
        MemberObserver looking = members;
        if (looking.isInterested()) {
            looking.sent(event, socket);
        }
    }

    SocketQuota quota() {
        return quota;
    }

    void add(Socket socket) {
        sockets.put(socket.id(), socket);
        adapter.add(socket);
        adapter.join(socket, List.of(socket.id()));
    }

    JsonObject dataOf(Socket socket) {
        JsonObject more = moreData.apply(socket);
        JsonObject described = data.apply(socket);
        return more.isEmpty()
                ? described
                : JSON.createObjectBuilder(described)
                        .addAll(JSON.createObjectBuilder(more))
                        .build();
    }

    /**
     * Tells the listeners that a socket is joining. The socket gets its CONNECT, or is refused, as soon as the returned
     * stage completes; the stage never fails.
     */
    CompletionStage<ConnectDecision> joining(Socket socket) {
        return listeners.joining(socket);
    }

    /** The rooms that a client which has come back may still be in. The stage never fails. */
    CompletionStage<Set<String>> returning(Socket socket, Set<String> rooms) {
        return listeners.returning(socket, rooms);
    }

    /** The socket has got its CONNECT: from now on the application knows it. */
    void connected(Socket socket) {
        listeners.connected(socket);
    }

    /** The socket is gone, and its client never got a CONNECT. */
    void forget(Socket socket) {
        quota.giveBack(socket);
        adapter.remove(socket);
        sockets.remove(socket.id(), socket);
        listeners.abandoned(socket);
    }

    void remove(Socket socket, DisconnectReason reason) {
        quota.giveBack(socket);
        Set<String> rooms = adapter.remove(socket);
        socket.lastRooms(rooms);
        sockets.remove(socket.id(), socket);
        listeners.disconnected(socket, reason, rooms);
    }

    EventObserver observer() {
        return events.observer();
    }

    void dispatch(Socket socket, IncomingEvent event) {
        events.dispatch(socket, event);
    }

    /** Handles an event that has waited. */
    void dispatchWaiting(Socket socket, IncomingEvent event) {
        events.dispatchWaiting(socket, event);
    }

    /** Calls a handler of an event. Never throws an exception of the application. */
    void handle(Socket socket, IncomingEvent event, EventHandler handler) {
        events.handle(socket, event, handler);
    }

    /** The time by the clock that measures the handling of events. */
    long now() {
        return events.now();
    }

    /** An event has been handled, which began at this time. */
    void handled(IncomingEvent event, long begun) {
        events.handled(event, begun);
    }
}
