package dev.parley.transport.websocket;

import dev.parley.engine.Timers;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Chooses the way to send by what the container is, which its sessions tell. One that we do not know gets the {@link
 * AsyncFrameSender}, which is safe everywhere; one whose inside looks different from what we know, the best that the
 * standard has for it.
 */
final class FrameSenders implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FrameSenders.class.getName());
    private static final String TYRUS = "org.glassfish.tyrus.";
    private static final String LIBERTY = "com.ibm.ws.wsoc.";
    private static final String UNDERTOW = "io.undertow.";

    private final Timers timers;
    private final Writers writers;
    private final CompletionWatch pending;
    private final Inside<TyrusFrameSender.Internals> tyrus = new Inside<>(TyrusFrameSender.Internals::new);
    private final Inside<LibertyFrameSender.Internals> liberty = new Inside<>(LibertyFrameSender.Internals::new);
    private final Inside<UndertowFrameSender.Internals> undertow = new Inside<>(UndertowFrameSender.Internals::new);
    private final AtomicReference<Class<?>> known = new AtomicReference<>();

    FrameSenders(ThreadFactory threads, Timers timers) {
        this.timers = timers;
        this.writers = new Writers(threads, timers);
        this.pending = new CompletionWatch(timers);
    }

    /** The path of a new session. */
    SendPath of(Session session) {
        SendPath path = choose(session, session.getClass().getName());
        if (known.compareAndSet(null, session.getClass())) {
            LOG.log(
                    Level.INFO,
                    "Sending by {0}: the container''s sessions are {1}",
                    path.sender().getClass().getSimpleName(),
                    session.getClass().getName());
        }
        return path;
    }

    /** The path of a session whose class has this name. */
    SendPath choose(Session session, String container) {
        if (container.startsWith(TYRUS)) {
            FrameSender raw = tyrus.sender(session, inside -> inside.sender(session, pending));
            return raw == null ? SendPath.onTheSpot(new AsyncFrameSender(session)) : onAWriter(raw);
        }
        if (container.startsWith(LIBERTY)) {
            FrameSender raw = liberty.sender(session, inside -> inside.sender(session, timers));
            return onAWriter(raw == null ? new BlockingFrameSender(session) : raw);
        }
        if (container.startsWith(UNDERTOW)) {
            FrameSender raw = undertow.sender(session, inside -> inside.sender(session, pending));
            return raw == null ? SendPath.onTheSpot(new AsyncFrameSender(session)) : onAWriter(raw);
        }
        return SendPath.onTheSpot(new AsyncFrameSender(session));
    }

    private SendPath onAWriter(FrameSender sender) {
        return new SendPath(sender, writers.forNextSession());
    }

    @Override
    public void close() {
        writers.close();
    }

    /** What is used of a container's inside: looked up with the first session, and given up for good if it is different. */
    private static final class Inside<T> {

        /** Looks at a session. */
        @FunctionalInterface
        interface Look<T> {
            T at(Session session) throws ReflectiveOperationException;
        }

        /** Makes a sender. */
        @FunctionalInterface
        interface Make<T> {
            FrameSender sender(T internals) throws ReflectiveOperationException;
        }

        private final Look<T> look;
        private volatile T internals;
        private volatile boolean different;

        Inside(Look<T> look) {
            this.look = look;
        }

        /** The sender of a session; null if it has to be one of the standard's. */
        FrameSender sender(Session session, Make<T> make) {
            if (different) {
                return null;
            }
            try {
                if (internals == null) {
                    internals = look.at(session);
                }
                return make.sender(internals);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                different = true;
                LOG.log(Level.WARNING, "This container looks different inside: sending will cost more CPU", e);
                return null;
            }
        }
    }
}
