package dev.parley.transport.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Silences the idle timer of Tyrus, the WebSocket container of Payara and GlassFish.
 *
 * <p>Tyrus 2.1 restarts a session's idle timer at every message in either direction, also when there is no idle time-out
 * to watch, on the managed scheduled executor, which captures a context each time: 40 to 80 µs of CPU for a message that
 * takes 6 to send (eclipse-ee4j/tyrus#787). Engine.IO has a heartbeat of its own, so nothing is lost with the timer.
 *
 * <p>It reaches into a container's internals, as the {@linkplain FrameSenders frame senders} of some do. Where
 * they look different it does nothing.
 */
public final class TyrusIdleTimer {

    /** The attribute of the servlet context that holds the WebSocket container (Jakarta WebSocket, section 6.4). */
    public static final String CONTAINER_ATTRIBUTE = "jakarta.websocket.server.ServerContainer";

    private static final Logger LOG = System.getLogger(TyrusIdleTimer.class.getName());
    private static final String FIELD = "managedScheduledExecutorService";
    private static final String TYRUS = "org.glassfish.tyrus.";

    private TyrusIdleTimer() {}

    /**
     * Silences the timer of a container, before its first session.
     *
     * @param container the server's WebSocket container, of whatever make; may be null
     * @return whether it was Tyrus, and is silent now
     */
    public static boolean silence(Object container) {
        if (container == null || !container.getClass().getName().startsWith(TYRUS)) {
            return false;
        }
        try {
            DeclaredFields.of(container.getClass(), FIELD).set(container, idleScheduler());
            LOG.log(Level.INFO, "The idle timer of Tyrus is silenced; Engine.IO's heartbeat stands in for it");
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "The idle timer of Tyrus cannot be silenced: sending will cost more CPU", e);
            return false;
        }
    }

    /**
     * A scheduler that takes every task and runs none: one that is shut down, and discards what it then refuses. A class
     * of the JDK, so that the container holds on to nothing of this application when it is undeployed.
     */
    private static ScheduledExecutorService idleScheduler() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(0, new ThreadPoolExecutor.DiscardPolicy());
        scheduler.shutdown();
        return scheduler;
    }
}
