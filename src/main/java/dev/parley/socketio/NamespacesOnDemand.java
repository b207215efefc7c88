package dev.parley.socketio;

import dev.parley.engine.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The namespaces that are made when they are needed, and removed when nobody has needed them for a while and no client may come back. A namespace
 * that has admitted no client yet costs little: its adapter is opened for the first one, so whoever is refused causes no
 * traffic between nodes, and the namespace is removed at once.
 *
 * <p>Thread-safe. All changes of one name are steps of its map entry. So the adapter of a namespace is closed before the
 * next namespace of this name opens its own, and does not end the subscriptions of the other.
 */
final class NamespacesOnDemand {

    /** How long a namespace that has admitted clients is kept without sockets. */
    static final Duration LINGER = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(NamespacesOnDemand.class.getName());

    private final NamespaceLookup source;
    private final int max;
    private final Function<String, Namespace> factory;
    private final Timers timers;
    private final Executor executor;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * No namespaces yet.
     *
     * @param factory makes a namespace from its name
     * @param executor runs the removals, which may take a moment
     */
    NamespacesOnDemand(
            NamespaceLookup source, int max, Function<String, Namespace> factory, Timers timers, Executor executor) {
        this.source = source;
        this.max = max;
        this.factory = factory;
        this.timers = timers;
        this.executor = executor;
    }

    /** A namespace and its users: clients that wait to be admitted, and sockets. Changed in steps of the map only. */
    private static final class Entry {
        final Namespace namespace;
        int users;
        /** Whether somebody has used the namespace since the last look. */
        boolean used;
        /** Whether a look is scheduled. */
        boolean watched;

        Entry(Namespace namespace) {
            this.namespace = namespace;
        }
    }

    /** Whether the source knows a name. */
    boolean knows(String name) {
        return source.find(name).isPresent();
    }

    /** The namespace for one more user; makes it if need be. Empty if there is none, or if there are too many. */
    Optional<Namespace> enter(String name) {
        Entry entry = entries.compute(name, (key, known) -> {
            Entry entered = known == null ? make(key) : known;
            if (entered != null) {
                entered.users++;
            }
            return entered;
        });
        return Optional.ofNullable(entry).map(found -> found.namespace);
    }

    private Entry make(String name) {
        return source.find(name)
                .filter(setUp -> isRoomForOneMore())
                .map(setUp -> {
                    Namespace namespace = factory.apply(name);
                    setUp.accept(namespace);
                    count.incrementAndGet();
                    return new Entry(namespace);
                })
                .orElse(null);
    }

    /** Threads that ask at the same time may exceed the maximum by their number; that does no harm. */
    private boolean isRoomForOneMore() {
        if (count.get() < max) {
            return true;
        }
        if (warned.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "There are {0} namespaces of patterns; more are refused", Integer.toString(max));
        }
        return false;
    }

    /** One user less. */
    void leave(Namespace namespace) {
        entries.computeIfPresent(namespace.name(), (name, entry) -> {
            if (entry.namespace != namespace) {
                return entry;
            }
            entry.users--;
            if (entry.users > 0) {
                return entry;
            }
            if (!namespace.isOpen()) {
                return removed();
            }
            entry.used = true;
            watch(entry);
            return entry;
        });
    }

    /** The namespace, open, for a use that does not last; makes it if need be. */
    Optional<Namespace> use(String name) {
        Optional<Namespace> namespace = enter(name);
        namespace.ifPresent(found -> {
            found.open();
            leave(found);
        });
        return namespace;
    }

    /** The namespace if it is there and has admitted a client. */
    Optional<Namespace> existing(String name) {
        return Optional.ofNullable(entries.get(name))
                .map(entry -> entry.namespace)
                .filter(Namespace::isOpen);
    }

    private void watch(Entry entry) {
        if (!entry.watched) {
            entry.watched = true;
            timers.schedule(LINGER, () -> executor.execute(() -> look(entry)));
        }
    }

    /** Removes a namespace that nobody has used for a while. */
    private void look(Entry watched) {
        entries.computeIfPresent(watched.namespace.name(), (name, entry) -> {
            if (entry != watched) {
                return entry;
            }
            entry.watched = false;
            if (entry.users > 0) {
                return entry;
            }
            if (entry.used || entry.namespace.recovery().isAwaited()) {
                entry.used = false;
                watch(entry);
                return entry;
            }
            entry.namespace.close();
            return removed();
        });
    }

    /** What removes an entry of the map. */
    private Entry removed() {
        count.decrementAndGet();
        return null;
    }

    /** The namespaces that have admitted a client. A snapshot. */
    List<Namespace> all() {
        return entries.values().stream()
                .map(entry -> entry.namespace)
                .filter(Namespace::isOpen)
                .toList();
    }

    /** The number of namespaces. */
    int count() {
        return count.get();
    }
}
