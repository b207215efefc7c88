package dev.parley.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that close connections. If the client of a WebSocket is stalled, a container takes up to 5.5 s for this
 * (Open Liberty), and there may be many such clients at the same time. So there is one thread for each close, up to a
 * limit, and no thread if there is nothing to close. Tasks beyond the limit go to another executor.
 */
public final class CloseExecutor implements Executor, AutoCloseable {

    private static final int MOST = 128;
    private static final long IDLE_SECONDS = 10;
    private static final long END_SECONDS = 3;

    private final ThreadPoolExecutor pool;
    private final Executor overflow;

    /**
     * Creates an executor without threads.
     *
     * @param overflow runs the tasks that arrive when all threads are busy
     */
    public CloseExecutor(ThreadFactory threads, Executor overflow) {
        this.pool = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        this.overflow = overflow;
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            overflow.execute(task);
        }
    }

    /** Ends the threads when they have finished their tasks, and waits a short time for them. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
