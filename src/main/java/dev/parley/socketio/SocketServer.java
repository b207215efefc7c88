package dev.parley.socketio;

import dev.parley.engine.EngineListener;
import dev.parley.engine.EngineSession;
import dev.parley.engine.RandomId;
import dev.parley.engine.SessionListener;
import dev.parley.engine.Timers;
import dev.parley.socketio.adapter.Adapter;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * A Socket.IO server: the application of an {@link dev.parley.engine.EngineServer}. Thread-safe.
 *
 * <p>Namespaces exist by being asked for with {@link #of(String)}; a client that names another one is refused.
 */
public final class SocketServer implements EngineListener {

    private final SocketSettings settings;
    private final Timers timers;
    private final Executor executor;
    private final Function<String, Adapter> adapters;
    private final RandomId ids = new RandomId();
    private final ConcurrentMap<String, Namespace> namespaces = new ConcurrentHashMap<>();

    /**
     * A server without namespaces.
     *
     * @param executor runs what follows a time-out, because it calls the application and so may take a moment, which
     *     the timers have not got; what it rejects runs on the thread that brings it
     * @param adapters makes the adapter of a namespace from its name
     */
    public SocketServer(SocketSettings settings, Timers timers, Executor executor, Function<String, Adapter> adapters) {
        this.settings = settings;
        this.timers = timers;
        this.executor = executor;
        this.adapters = adapters;
    }

    /** The namespace of a name, which must start with a slash; made at the first call. */
    public Namespace of(String name) {
        if (!name.startsWith("/")) {
            throw new IllegalArgumentException("a namespace starts with a slash: " + name);
        }
        return namespaces.computeIfAbsent(name, this::open);
    }

    private Namespace open(String name) {
        Namespace namespace = new Namespace(name, adapters.apply(name), this::runElsewhere);
        namespace.open();
        return namespace;
    }

    @Override
    public SessionListener onOpen(EngineSession session) {
        return new Client(this, session);
    }

    Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    SocketSettings settings() {
        return settings;
    }

    Timers timers() {
        return timers;
    }

    /** Runs what calls the application on the executor; here if that takes no more, or nobody would ever run it. */
    void runElsewhere(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** The id of a new socket. Not that of the session, which is a secret; this one is for everybody. */
    String newId() {
        return ids.next();
    }
}
