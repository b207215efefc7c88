package dev.parley.transport.container.tyrus;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Closes connections on which the headers of a request take too long, so that a client without a token cannot hold
 * descriptors by sending a byte now and then. For WildFly, {@code server-config} sets such a time-out. Payara and
 * GlassFish have no such setting: their time-outs restart with each byte. Open Liberty has none either; there a proxy
 * has to do this.
 */
public final class RequestHeaderTimeout {

    /** How long the headers of a request may take, from the first byte. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    /** The interval of the checks, and so the longest delay of a close. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(RequestHeaderTimeout.class.getName());

    private static final String GLASSFISH = "org.glassfish.";

    private record Wait(Object request, long since) {}

    private final Source source;
    private final Timers timers;
    private final MonotonicClock clock;
    private Map<Object, Wait> waits = new IdentityHashMap<>();
    private volatile Timers.Timeout next = Timers.Timeout.NONE;
    private volatile boolean isClosed;
    private boolean isWarned;

    /** The source of the connections. */
    interface Source {

        /** Returns each connection on which the headers of a request are still arriving, with that request. */
        Map<Object, Object> incomplete() throws ReflectiveOperationException;

        /** Closes a connection without waiting. */
        void close(Object connection) throws ReflectiveOperationException;
    }

    RequestHeaderTimeout(Source source, Timers timers, MonotonicClock clock) {
        this.source = source;
        this.timers = timers;
        this.clock = clock;
        next = timers.schedule(LOOK, this::look);
    }

    /**
     * Checks the requests of the server on which this application runs, if it is Payara or GlassFish; empty on any
     * other server, and if the internals are not as expected.
     *
     * @param server an object of the server; may be null
     */
    public static Optional<RequestHeaderTimeout> watch(Object server, Timers timers, MonotonicClock clock) {
        if (server == null || !server.getClass().getName().startsWith(GLASSFISH)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new RequestHeaderTimeout(grizzly(server.getClass().getClassLoader()), timers, clock));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "Requests whose headers never end are not ended: the server looks different", e);
            return Optional.empty();
        }
    }

    private static Source grizzly(ClassLoader server) throws ReflectiveOperationException {
        GrizzlyPendingRequests connections = connections(server);
        return new Source() {
            @Override
            public Map<Object, Object> incomplete() throws ReflectiveOperationException {
                Map<Object, Object> found = new IdentityHashMap<>();
                connections.forEachIncomplete(found::put);
                return found;
            }

            @Override
            public void close(Object connection) throws ReflectiveOperationException {
                connections.close(connection);
            }
        };
    }

    private static GrizzlyPendingRequests connections(ClassLoader server) throws ReflectiveOperationException {
        try {
            return new GrizzlyPendingRequests(server);
        } catch (ClassNotFoundException e) {
            // On GlassFish, each module of the server sees only the classes that it needs itself, but an application
            // sees all of them.
            return new GrizzlyPendingRequests(RequestHeaderTimeout.class.getClassLoader());
        }
    }

    private void look() {
        try {
            compare(source.incomplete());
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(isWarned ? Level.DEBUG : Level.WARNING, "Requests whose headers never end cannot be ended", e);
            isWarned = true;
        }
        if (!isClosed) {
            next = timers.schedule(LOOK, this::look);
        }
    }

    private void compare(Map<Object, Object> incomplete) throws ReflectiveOperationException {
        long now = clock.nanos();
        Map<Object, Wait> still = new IdentityHashMap<>();
        for (Map.Entry<Object, Object> entry : incomplete.entrySet()) {
            Object connection = entry.getKey();
            Wait before = waits.get(connection);
            Wait wait =
                    before != null && before.request() == entry.getValue() ? before : new Wait(entry.getValue(), now);
            if (now - wait.since() >= LIMIT.toNanos()) {
                LOG.log(Level.DEBUG, "The headers of a request took too long: {0}", connection);
                source.close(connection);
            } else {
                still.put(connection, wait);
            }
        }
        waits = still;
    }

    /** Ends the checks. A second call does nothing. */
    public void close() {
        isClosed = true;
        next.cancel();
    }
}
