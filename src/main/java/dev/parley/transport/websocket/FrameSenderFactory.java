package dev.parley.transport.websocket;

import dev.parley.engine.Timers;
import dev.parley.transport.container.AsyncFrameSender;
import dev.parley.transport.container.BlockingFrameSender;
import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.FrameSender;
import dev.parley.transport.container.SendLoopGroup;
import dev.parley.transport.container.SendPath;
import dev.parley.transport.container.liberty.LibertyInternals;
import dev.parley.transport.container.tyrus.TyrusInternals;
import dev.parley.transport.container.undertow.UndertowInternals;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Chooses how to send to a session, by the container, which is recognised from the session's class. An unknown
 * container gets the {@link AsyncFrameSender}, which is safe everywhere. A known container with unexpected internals
 * gets the best sender for it that uses only the standard API.
 */
public final class FrameSenderFactory implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FrameSenderFactory.class.getName());
    private static final String TYRUS = "org.glassfish.tyrus.";
    /** The prefix of the names of Open Liberty's classes. */
    static final String LIBERTY = "com.ibm.ws.wsoc.";

    /** The prefix of the names of Undertow's classes. */
    static final String UNDERTOW = "io.undertow.";

    private static final String DIFFERENT = "This container looks different inside: sending will cost more CPU";
    private static final String NO_SOCKETS =
            "The connections of this server have no sockets to show: sending will cost more CPU. If it is Open"
                    + " Liberty's Netty transport, a WebSocket that is closed may hang the whole server: set"
                    + " useNettyTransport=\"false\" at the httpEndpoint.";

    private final SendLoopGroup writers;
    private final CompletionPoller pending;
    private final ContainerInternals<TyrusInternals> tyrus =
            new ContainerInternals<>(TyrusInternals::new, DIFFERENT, NO_SOCKETS);
    private final ContainerInternals<LibertyInternals> liberty =
            new ContainerInternals<>(LibertyInternals::new, DIFFERENT, NO_SOCKETS);
    private final ContainerInternals<UndertowInternals> undertow =
            new ContainerInternals<>(UndertowInternals::new, DIFFERENT, NO_SOCKETS);
    private final AtomicReference<Class<?>> known = new AtomicReference<>();

    FrameSenderFactory(ThreadFactory threads, Timers timers) {
        this(threads, timers, new CompletionPoller(timers));
    }

    FrameSenderFactory(ThreadFactory threads, Timers timers, CompletionPoller pending) {
        this.writers = new SendLoopGroup(threads, timers);
        this.pending = pending;
    }

    /** The send path of a new session. */
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

    /** The send path of a session whose class has this name. */
    SendPath choose(Session session, String container) {
        if (container.startsWith(TYRUS)) {
            FrameSender raw = tyrus.use(session, inside -> inside.sender(session, pending));
            return raw == null ? SendPath.onTheSpot(new AsyncFrameSender(session)) : onAWriter(raw);
        }
        if (container.startsWith(LIBERTY)) {
            FrameSender raw = liberty.use(session, inside -> inside.sender(session));
            if (raw == null) {
                // The non-blocking sender needs a send loop, too: with Netty, a send makes no progress on the thread
                // that has completed the last send.
                return onAWriter(
                        liberty.isUnsupported() ? new AsyncFrameSender(session) : new BlockingFrameSender(session));
            }
            return onAWriter(raw);
        }
        if (container.startsWith(UNDERTOW)) {
            FrameSender raw = undertow.use(session, inside -> inside.sender(session, pending));
            return raw == null ? SendPath.onTheSpot(new AsyncFrameSender(session)) : onAWriter(raw);
        }
        return SendPath.onTheSpot(new AsyncFrameSender(session));
    }

    private SendPath onAWriter(FrameSender sender) {
        return SendPath.on(writers.forNextSession(), sender);
    }

    @Override
    public void close() {
        writers.close();
    }
}
