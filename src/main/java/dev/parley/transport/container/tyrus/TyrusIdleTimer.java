package dev.parley.transport.container.tyrus;

import dev.parley.transport.container.Reflection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Disables the idle timer of Tyrus, the WebSocket container of Payara and GlassFish.
 *
 * <p>Tyrus 2.1 restarts a session's idle timer at every message in either direction, even if there is no idle time-out
 * to watch. It does so on the managed scheduled executor, which captures a context each time: 40 to 80 µs of CPU for a
 * message that takes 6 µs to send (eclipse-ee4j/tyrus#787). Engine.IO has a heartbeat of its own, so the timer is not
 * needed.
 *
 * <p>This class uses the container's internals, as some of the frame senders do. If the internals are not as expected,
 * it does nothing.
 */
public final class TyrusIdleTimer {

    private static final Logger LOG = System.getLogger(TyrusIdleTimer.class.getName());
    private static final String FIELD = "managedScheduledExecutorService";
    private static final String TYRUS = "org.glassfish.tyrus.";

    private TyrusIdleTimer() {}

    /**
     * Disables the timer of a container; to be called before the container's first session.
     *
     * @param container the server's WebSocket container, of any server; may be null
     * @return whether the container is Tyrus and its timer is now disabled
     */
    public static boolean silence(Object container) {
        if (container == null || !container.getClass().getName().startsWith(TYRUS)) {
            return false;
        }
        try {
            Reflection.field(container.getClass(), FIELD).set(container, idleScheduler());
            LOG.log(Level.INFO, "The idle timer of Tyrus is silenced; Engine.IO's heartbeat stands in for it");
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "The idle timer of Tyrus cannot be silenced: sending will cost more CPU", e);
            return false;
        }
    }

    /**
     * Returns a scheduler that accepts every task and runs none: it is shut down, and discards the tasks that it then
     * rejects. It is a class of the JDK, so that the container keeps no reference to this application after it is
     * undeployed.
     */
    private static ScheduledExecutorService idleScheduler() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(0, new ThreadPoolExecutor.DiscardPolicy());
        scheduler.shutdown();
        return scheduler;
    }
}
