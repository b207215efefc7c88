package dev.parley.app;

import dev.parley.engine.Clock;
import dev.parley.engine.TimerWheel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of a node, all of them managed by the server: one that turns the timer wheel, and a few for what may take a
 * moment and must hold up nobody (closing a WebSocket, fetching keys).
 *
 * <p>A pool over the server's thread factory and not its executor service: some servers capture a context for each task,
 * which costs more than the tasks.
 */
public final class NodeThreads implements AutoCloseable {

    private static final int WORKERS = 8;
    private static final long IDLE_SECONDS = 30;
    private static final long CLOSE_SECONDS = 5;

    private final Clock clock = Clock.monotonic();
    private final TimerWheel timers = new TimerWheel(clock);
    private final ThreadPoolExecutor workers;
    private final Thread timerThread;
    private volatile boolean running = true;
    private volatile long turned;

    /** Starts the timer's thread. */
    public NodeThreads(ThreadFactory threads) {
        turned = clock.nanos();
        workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        workers.allowCoreThreadTimeOut(true);
        timerThread = threads.newThread(this::turn);
        timerThread.setName("parley-timers");
        timerThread.start();
    }

    /** The monotonic clock of the node. */
    public Clock clock() {
        return clock;
    }

    /** The timers of the node. */
    public TimerWheel timers() {
        return timers;
    }

    /** How long ago the timers last came round. */
    public Duration sinceTimers() {
        return Duration.ofNanos(clock.nanos() - turned);
    }

    /** The workers of the node. */
    public Executor executor() {
        return workers;
    }

    private void turn() {
        while (running) {
            timers.advance();
            turned = clock.nanos();
            LockSupport.parkNanos(TimerWheel.TICK.toNanos());
            // Somebody's interrupt, which ends nothing here, would keep the thread from ever parking again.
            Thread.interrupted();
        }
    }

    /**
     * Ends the threads; what the workers have begun or accepted is finished first, for a few seconds at most. Again does
     * nothing.
     */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(timerThread);
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
