package dev.parley.transport.websocket;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that close WebSockets. When the client is stalled, that takes a container up to 5.5 s (Open Liberty), and
 * there may be many such clients at the same time: so there is a thread for each, up to a bound, and none when nothing is to
 * be closed. What is beyond the bound waits among the tasks of another executor.
 */
final class Closers implements Executor, AutoCloseable {

    private static final int MOST = 128;
    private static final long IDLE_SECONDS = 10;
    private static final long END_SECONDS = 3;

    private final ThreadPoolExecutor pool;
    private final Executor overflow;

    Closers(ThreadFactory threads, Executor overflow) {
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

    /** Ends the threads when they have finished, and waits for them for a short while. */
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
