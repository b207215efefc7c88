package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.Clock;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.AdapterHost;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A room of its own for one application: guards, handlers, and the sockets that have joined. Configured before clients
 * come; everything is thread-safe all the same.
 */
public final class Namespace {

    private static final Logger LOG = System.getLogger(Namespace.class.getName());

    private final String name;
    private final Adapter adapter;
    private final Executor executor;
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentMap<String, Socket> sockets = new ConcurrentHashMap<>();
    private final List<ConnectGuard> guards = new CopyOnWriteArrayList<>();
    private final List<EventFilter> filters = new CopyOnWriteArrayList<>();
    private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, EventHandler> handlers = new ConcurrentHashMap<>();
    private final Broadcast everybody;
    private final ServerEvents servers;
    private volatile EventHandler unknownEvents = (socket, event) -> {};
    private volatile ErrorHandler errors = this::log;
    private volatile Function<Socket, JsonObject> data = socket -> JsonValue.EMPTY_JSON_OBJECT;
    private volatile Observation observation = new Observation(EventObserver.NONE, () -> 0);

    /** Who looks on, and the clock to tell it times by. */
    private record Observation(EventObserver observer, Clock clock) {}

    Namespace(String name, Adapter adapter, Executor executor) {
        this.name = name;
        this.adapter = adapter;
        this.executor = executor;
        this.everybody = new Broadcast(this, BroadcastOptions.EVERYBODY);
        this.servers = new ServerEvents(name, executor);
    }

    /** Lets the adapter begin; before the first client comes. */
    void open() {
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
        });
    }

    /** The name, starting with a slash. */
    public String name() {
        return name;
    }

    /** The rooms of this namespace. */
    public Adapter adapter() {
        return adapter;
    }

    /** Adds a guard; they are asked in the order in which they were added, until one refuses. */
    public Namespace guard(ConnectGuard guard) {
        guards.add(guard);
        return this;
    }

    /** Adds a filter before all handlers. */
    public Namespace filter(EventFilter filter) {
        filters.add(filter);
        return this;
    }

    /** Adds a listener to connections and disconnections. */
    public Namespace listen(ConnectionListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Sets the handler of the events of a name. */
    public Namespace on(String event, EventHandler handler) {
        handlers.put(event, handler);
        return this;
    }

    /** Sets the handler of the events that have none. Without it they are ignored, as in the reference server. */
    public Namespace onUnknown(EventHandler handler) {
        unknownEvents = handler;
        return this;
    }

    /** Sets what happens when a handler fails. Without it the failure is logged. */
    public Namespace onError(ErrorHandler handler) {
        errors = handler;
        return this;
    }

    /**
     * Sets what servers of the cluster, and whoever asks this one, are told of a socket with {@code fetchSockets}:
     * nothing unless it is set. Called at each such question, by any thread; it must not block.
     */
    public Namespace describe(Function<Socket, JsonObject> description) {
        data = description;
        return this;
    }

    /**
     * Sets the handler of the events of a name that other servers of the cluster send with {@code serverSideEmit}. One
     * event is handled at a time, in the order in which they come.
     */
    public Namespace onServerSideEmit(String event, ServerEventHandler handler) {
        servers.on(event, handler);
        return this;
    }

    /** Has events observed, with times by a clock. Without it nobody does. */
    public Namespace observe(EventObserver observer, Clock clock) {
        observation = new Observation(observer, clock);
        return this;
    }

    /** The socket of this node with an id. */
    public Optional<Socket> socket(String id) {
        return Optional.ofNullable(sockets.get(id));
    }

    /** The sockets of this node; a live view. */
    public Collection<Socket> sockets() {
        return Collections.unmodifiableCollection(sockets.values());
    }

    /** Everybody in the namespace, to be narrowed down. */
    public Broadcast everybody() {
        return everybody;
    }

    /** Whoever is in one of the rooms. */
    public Broadcast to(String... rooms) {
        return everybody.to(rooms);
    }

    /** Everybody but those in the rooms. */
    public Broadcast except(String... rooms) {
        return everybody.except(rooms);
    }

    /** Sends an event to everybody. */
    public void emit(String event, JsonValue... arguments) {
        everybody.emit(event, arguments);
    }

    /** All sockets of the namespace, on all nodes. Never fails; nodes that do not answer within 5 s are missing. */
    public CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets() {
        return everybody.fetchSockets();
    }

    /** The rooms that have a member on some node. Never fails; nodes that do not answer within 5 s are missing. */
    public CompletionStage<ClusterReply<Set<String>>> allRooms() {
        return adapter.allRooms();
    }

    /**
     * Sends an event to the other servers of the cluster, whatever they are written in.
     *
     * @param arguments JSON, no bytes
     * @throws IllegalArgumentException when the name is one that has a meaning of its own to servers, or for bytes
     */
    public void serverSideEmit(String event, JsonValue... arguments) {
        adapter.serverSideEmit(ServerEvents.event(event, List.of(arguments)));
    }

    /**
     * Sends an event to the other servers of the cluster and collects what their handlers answer. Never fails; nodes
     * that do not answer within 5 s are missing, which is also the case for those that have no handler.
     *
     * @param arguments JSON, no bytes
     * @throws IllegalArgumentException when the name is one that has a meaning of its own to servers, or for bytes
     */
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(String event, JsonValue... arguments) {
        return adapter.serverSideEmitWithAck(ServerEvents.event(event, List.of(arguments)));
    }

    /**
     * Sends an event to the other servers of the cluster and collects what their handlers answer, until some of them
     * have: where not every server has a handler. Never fails; who of these does not answer within 5 s is missing.
     *
     * @param nodes the names of the other nodes that are waited for
     * @param arguments JSON, no bytes
     * @throws IllegalArgumentException when the name is one that has a meaning of its own to servers, or for bytes
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

    /** An id for an event that wants acknowledgements; one sequence for all, so that a broadcast needs only one. */
    long nextId() {
        return ids.getAndIncrement();
    }

    AckPromise newPromise() {
        return new AckPromise(executor);
    }

    /** Asks the guards one after the other; their attributes add up. */
    CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        CompletionStage<ConnectDecision> decision = CompletableFuture.completedStage(ConnectDecision.ADMITTED);
        for (ConnectGuard guard : guards) {
            decision = decision.thenCompose(soFar -> soFar instanceof ConnectDecision.Admitted admitted
                    ? guard.decide(request).thenApply(next -> combine(admitted, next))
                    : CompletableFuture.completedStage(soFar));
        }
        return decision;
    }

    private static ConnectDecision combine(ConnectDecision.Admitted before, ConnectDecision next) {
        if (!(next instanceof ConnectDecision.Admitted after)) {
            return next;
        }
        Map<AttributeKey<?>, Object> all = new HashMap<>(before.attributes());
        all.putAll(after.attributes());
        return new ConnectDecision.Admitted(all);
    }

    void add(Socket socket) {
        sockets.put(socket.id(), socket);
        adapter.add(socket);
        adapter.join(socket, List.of(socket.id()));
    }

    JsonObject dataOf(Socket socket) {
        return data.apply(socket);
    }

    /** The socket will get its CONNECT next. */
    void joining(Socket socket) {
        for (ConnectionListener listener : listeners) {
            quietly("join", () -> listener.joining(socket));
        }
    }

    /** The socket has got its CONNECT: from now on the application knows it. */
    void connected(Socket socket) {
        for (ConnectionListener listener : listeners) {
            quietly("connection", () -> listener.connected(socket));
        }
    }

    /** The socket is gone without ever having been known. */
    void forget(Socket socket) {
        adapter.remove(socket);
        sockets.remove(socket.id(), socket);
    }

    void remove(Socket socket, DisconnectReason reason) {
        Set<String> rooms = adapter.remove(socket);
        sockets.remove(socket.id(), socket);
        for (ConnectionListener listener : listeners) {
            quietly("disconnection", () -> listener.disconnected(socket, reason, rooms));
        }
    }

    EventObserver observer() {
        return observation.observer();
    }

    void dispatch(Socket socket, IncomingEvent event) {
        Observation current = observation;
        long begun = current.clock().nanos();
        handle(socket, event);
        current.observer().handled(event.name(), current.clock().nanos() - begun);
    }

    private void handle(Socket socket, IncomingEvent event) {
        try {
            for (EventFilter filter : filters) {
                if (!filter.allows(socket, event)) {
                    return;
                }
            }
            if (socket.isConnected()) {
                handlers.getOrDefault(event.name(), unknownEvents).handle(socket, event);
            }
        } catch (Exception | Error e) {
            quietly("error", () -> errors.failed(socket, event, e));
        }
    }

    private void log(Socket socket, IncomingEvent event, Throwable failure) {
        // A name that nobody has registered is the client's text: it may be long, or forge a line.
        String which = handlers.containsKey(event.name()) ? "the event " + event.name() : "an unknown event";
        LOG.log(Level.ERROR, "The handling of " + which + " failed", failure);
    }

    /** Whatever an application throws, a class that is missing included, must not keep the others from being told. */
    private static void quietly(String what, Runnable call) {
        try {
            call.run();
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "A listener failed at a " + what, e);
        }
    }
}
