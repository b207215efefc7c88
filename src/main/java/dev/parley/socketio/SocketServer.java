package dev.parley.socketio;

import dev.parley.engine.EngineSession;
import dev.parley.engine.RandomId;
import dev.parley.engine.SessionAcceptor;
import dev.parley.engine.SessionListener;
import dev.parley.engine.Timers;
import dev.parley.socketio.adapter.Adapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Socket.IO server: the application of an {@link dev.parley.engine.EngineServer}. Thread-safe.
 *
 * <p>An application makes a namespace with {@link #of(String)}, or lets namespaces be made when they are needed, with
 * {@link #onDemand}. A client that asks for any other namespace is refused.
 */
public final class SocketServer implements SessionAcceptor {

    private final SocketSettings settings;
    private final Timers timers;
    private final Executor executor;
    private final Function<String, Adapter> adapters;
    private final RandomId ids = new RandomId();
    private final ConcurrentMap<String, Namespace> namespaces = new ConcurrentHashMap<>();
    private volatile NamespacesOnDemand onDemand;
    private volatile Consumer<Namespace> whenMade = namespace -> {};

    /**
     * A server without namespaces.
     *
     * @param executor runs the work after a time-out. This work calls the application and may take a moment, so it must
     *     not run on the timers' thread. A task that the executor rejects runs on the thread that submits it
     * @param adapters makes the adapter of a namespace from its name
     */
    public SocketServer(SocketSettings settings, Timers timers, Executor executor, Function<String, Adapter> adapters) {
        this.settings = settings;
        this.timers = timers;
        this.executor = executor;
        this.adapters = adapters;
        this.onDemand = new NamespacesOnDemand(name -> Optional.empty(), 0, this::make, timers, this::runElsewhere);
    }

    /**
     * Sets the source of the namespaces that are made when they are needed: when a client asks for one, or for
     * {@link #find}. A namespace without sockets is removed after a while. Call it before the first client connects.
     *
     * @param max the maximum number of such namespaces at a time
     */
    public void onDemand(NamespaceLookup source, int max) {
        onDemand = new NamespacesOnDemand(source, max, this::make, timers, this::runElsewhere);
    }

    /**
     * Adds what is done with each namespace when it has been made, before anything else is: of all other listeners and
     * filters, those that are added here are called first. Call it before the first namespace is made. It must not call
     * this server.
     */
    public void whenMade(Consumer<Namespace> action) {
        whenMade = whenMade.andThen(action);
    }

    /** The namespaces of this node, those on demand only if they have admitted a client. A snapshot. */
    public List<Namespace> namespaces() {
        List<Namespace> all = new ArrayList<>(namespaces.values());
        all.addAll(onDemand.all());
        return all;
    }

    /** The namespace with this name, which must start with a slash. The first call makes the namespace. */
    public Namespace of(String name) {
        if (!name.startsWith("/")) {
            throw new IllegalArgumentException("a namespace starts with a slash: " + name);
        }
        return namespaces.computeIfAbsent(name, this::open);
    }

    private Namespace open(String name) {
        Namespace namespace = make(name);
        namespace.open();
        return namespace;
    }

    private Namespace make(String name) {
        Namespace namespace = new Namespace(name, adapters.apply(name), this::runElsewhere);
        whenMade.accept(namespace);
        return namespace;
    }

    /**
     * The namespace with this name, to send something to its sockets, which may all be on other nodes: makes the
     * namespace on this node if it can be made on demand. Ask again for each use, because a namespace without sockets on
     * this node is removed {@link NamespacesOnDemand#LINGER} after its last use.
     *
     * @return empty if there is no such namespace, or if there are too many
     */
    public Optional<Namespace> find(String name) {
        Namespace named = namespaces.get(name);
        return named == null ? onDemand.use(name) : Optional.of(named);
    }

    /** The namespace with this name if it is there on this node; makes none. */
    public Optional<Namespace> existing(String name) {
        Namespace named = namespaces.get(name);
        return named == null ? onDemand.existing(name) : Optional.of(named);
    }

    /** The number of namespaces of this node that were made on demand. */
    public int namespacesOnDemand() {
        return onDemand.count();
    }

    @Override
    public SessionListener onOpen(EngineSession session) {
        return new Client(this, session);
    }

    /**
     * The namespace that a client asks for. {@link #leave} must follow, when the client has been refused or its socket
     * has ended.
     */
    Optional<Namespace> enter(String name) {
        Namespace named = namespaces.get(name);
        return named == null ? onDemand.enter(name) : Optional.of(named);
    }

    /** The client that has entered a namespace has been refused, or its socket has ended. */
    void leave(Namespace namespace) {
        if (namespaces.get(namespace.name()) != namespace) {
            onDemand.leave(namespace);
        }
    }

    /** What a client gets that asks for a namespace that {@link #enter} has not given. */
    ConnectDecision.Refused refusal(String name) {
        return new ConnectDecision.Refused(
                onDemand.knows(name) ? "This server has too many namespaces" : "Invalid namespace", null);
    }

    SocketSettings settings() {
        return settings;
    }

    Timers timers() {
        return timers;
    }

    /**
     * Runs a task on the executor, because the task calls the application. If the executor rejects the task, runs it on
     * the calling thread, because it would never run otherwise.
     */
    void runElsewhere(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /**
     * Makes the id of a new socket. It differs from the id of the session: a session's id is secret, a socket's id is
     * public.
     */
    String newId() {
        return ids.next();
    }
}
