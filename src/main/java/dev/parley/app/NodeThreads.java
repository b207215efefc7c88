package dev.parley.app;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.TimerWheel;
import dev.parley.transport.CloseExecutor;
import dev.parley.transport.ClosingConnections;
import dev.parley.transport.upgrade.ReadLoopGroup;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of a node. The server manages all of them. One thread runs the timer wheel. A few workers run tasks that
 * take a moment and must not delay other threads, for example writing the response of a poll. Separate threads, in
 * bounded number and with bounded queues, run tasks that may wait for the network: for the issuer's keys, the database
 * or Redis.
 *
 * <p>The pools use the server's thread factory and not its executor service, because some executor services capture a
 * context for each task, which costs more than the task.
 */
public final class NodeThreads implements AutoCloseable {

    private static final int WORKERS = 8;
    /** A few are enough: all of them wait for the same issuer and share its answer. */
    private static final int KEY_FETCHERS = 4;

    private static final int MAX_WAITING_FOR_KEYS = 256;
    /** So many questions to an application's room policy may wait for its database at once. */
    private static final int ROOM_POLICIES = 16;

    private static final long IDLE_SECONDS = 30;
    private static final long CLOSE_SECONDS = 5;

    private final MonotonicClock clock = MonotonicClock.monotonic();
    private final TimerWheel timers = new TimerWheel(clock);
    private final ThreadPoolExecutor workers;
    private final CloseExecutor closers;
    private final ReadLoopGroup readLoops;
    private final ClosingConnections closing;
    private final ThreadPoolExecutor keyFetchers;
    private final ThreadPoolExecutor roomPolicies;
    private final ThreadPoolExecutor databaseChecks;
    private final ThreadPoolExecutor redisQuestions;
    private final Thread timerThread;
    private volatile boolean running = true;
    private volatile long turned;

    /** Starts the timer thread. */
    public NodeThreads(ThreadFactory threads) {
        turned = clock.nanos();
        workers = pool(WORKERS, Integer.MAX_VALUE, threads);
        keyFetchers = pool(KEY_FETCHERS, MAX_WAITING_FOR_KEYS, threads);
        roomPolicies = pool(ROOM_POLICIES, Integer.MAX_VALUE, threads);
        databaseChecks = pool(1, 1, threads);
        redisQuestions = pool(1, 1, threads);
        closers = new CloseExecutor(threads, workers);
        readLoops = new ReadLoopGroup(threads, clock, timers);
        closing = new ClosingConnections(clock, timers, closers);
        timerThread = threads.newThread(this::turn);
        timerThread.setName("parley-timers");
        timerThread.start();
    }

    /** A pool whose threads end when they have nothing to do for a while. */
    static ThreadPoolExecutor pool(int size, int queued, ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queued), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The monotonic clock of the node. */
    public MonotonicClock clock() {
        return clock;
    }

    /** The timers of the node. */
    public TimerWheel timers() {
        return timers;
    }

    /** The time since the timer thread last finished a tick. */
    public Duration sinceTimers() {
        return Duration.ofNanos(clock.nanos() - turned);
    }

    /** The workers of the node, for tasks that do not wait for other processes. They have an unbounded queue. */
    public Executor executor() {
        return workers;
    }

    /** The threads that close connections. */
    public CloseExecutor closers() {
        return closers;
    }

    /** The threads that read from WebSockets, where the node does that itself. */
    public ReadLoopGroup readLoops() {
        return readLoops;
    }

    /** The connections that are being closed. */
    public ClosingConnections closing() {
        return closing;
    }

    /**
     * Threads for tasks that may wait for an issuer's keys. The executor throws a {@code RejectedExecutionException}
     * when too many tasks wait.
     */
    public Executor keyFetchers() {
        return keyFetchers;
    }

    /**
     * Threads for the questions to an application's room policy, which may wait. Their queue has no limit of its own: a
     * socket asks one question at a time, so the limit of connections bounds it.
     */
    public Executor roomPolicies() {
        return roomPolicies;
    }

    /**
     * A thread for tasks that may wait for the database. The executor throws a {@code RejectedExecutionException} when
     * one task runs and another waits.
     */
    public Executor databaseChecks() {
        return databaseChecks;
    }

    /**
     * A thread for tasks that may wait for Redis, one after the other. The executor throws a
     * {@code RejectedExecutionException} when one task runs and another waits.
     */
    public Executor redisQuestions() {
        return redisQuestions;
    }

    private void turn() {
        while (running) {
            timers.advance();
            turned = clock.nanos();
            LockSupport.parkNanos(TimerWheel.TICK.toNanos());
            // Clears a stray interrupt. It would keep this thread from parking ever again.
            Thread.interrupted();
        }
    }

    /**
     * Stops the threads. Tasks that the workers have accepted are finished first, for a few seconds at most. A second
     * call does nothing.
     */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(timerThread);
        // Nobody needs the results of these tasks any more.
        keyFetchers.shutdownNow();
        roomPolicies.shutdownNow();
        databaseChecks.shutdownNow();
        redisQuestions.shutdownNow();
        readLoops.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
            timerThread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
