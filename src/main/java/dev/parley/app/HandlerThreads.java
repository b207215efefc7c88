package dev.parley.app;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which handlers of own events are called that may block. They have the context of the application (JNDI,
 * transactions, class loader), and there is a limit to their number. Tasks beyond it wait; there is at most one task for
 * each socket, and one for each event of a concurrent handler, whose number is limited where they are read.
 *
 * <p>On Java 21 and later they are virtual threads.
 */
final class HandlerThreads implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HandlerThreads.class.getName());
    private static final long CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor pool;

    /**
     * Starts no thread yet.
     *
     * @param max the maximum number of threads
     * @param managed makes the threads where there are no virtual ones
     * @param context gives virtual threads the context of the application
     */
    HandlerThreads(int max, ThreadFactory managed, ContextService context) {
        ThreadFactory threads = VirtualThreads.factory("parley-event-")
                .<ThreadFactory>map(virtual -> task -> virtual.newThread(context.contextualRunnable(task)))
                .orElse(managed);
        pool = NodeThreads.pool(max, Integer.MAX_VALUE, threads);
    }

    /** Runs the handlers. Rejects tasks after the end of the node. */
    ExecutorService executor() {
        return pool;
    }

    /** Waits a few seconds for the handlers that run, and interrupts those that are not finished then. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "Handlers of events still run at the end of the node; they are interrupted");
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
