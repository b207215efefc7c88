package dev.parley.transport.websocket;

import dev.parley.engine.Timers;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Chooses the way to send by what the container is, which its sessions tell. One that we do not know gets the {@link
 * AsyncFrameSender}, which is safe everywhere and the fast one on Payara and WildFly.
 */
final class FrameSenders implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FrameSenders.class.getName());
    private static final String LIBERTY = "com.ibm.ws.wsoc.";

    private final Writers writers;
    private final AtomicReference<Class<?>> known = new AtomicReference<>();

    FrameSenders(ThreadFactory threads, Timers timers) {
        this.writers = new Writers(threads, timers);
    }

    /** The sender of a new session. */
    FrameSender of(Session session) {
        FrameSender sender = isLiberty(session)
                ? new WriterFrameSender(session, writers.forNextSession())
                : new AsyncFrameSender(session);
        if (known.compareAndSet(null, session.getClass())) {
            LOG.log(
                    Level.INFO,
                    "Sending by {0}: the container''s sessions are {1}",
                    sender.getClass().getSimpleName(),
                    session.getClass().getName());
        }
        return sender;
    }

    private static boolean isLiberty(Session session) {
        return session.getClass().getName().startsWith(LIBERTY);
    }

    @Override
    public void close() {
        writers.close();
    }
}
