package dev.parley.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs one thing at a time, in two manners. A thread that brings input {@linkplain #enter() waits for its turn}, which
 * is the back pressure that the client deserves. Everybody else {@linkplain #execute(Runnable) leaves a task}: it runs
 * at once if nobody is inside (or the caller itself is), otherwise on the thread that is inside, when that one leaves.
 *
 * <p>Only {@link #enter()} waits, and whoever calls it must hold no other one: so two sessions that close each other
 * cannot deadlock.
 */
final class SerialExecutor implements Executor {

    private final ReentrantLock inside = new ReentrantLock();
    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();

    /** Waits for the turn. Must be followed by {@link #exit()} in a finally block. */
    void enter() {
        inside.lock();
    }

    /** Ends the turn and runs what others have left meanwhile. */
    void exit() {
        inside.unlock();
        runLeft();
    }

    /** Runs a task in its turn without ever waiting for it. Tasks keep their order. */
    @Override
    public void execute(Runnable task) {
        left.add(task);
        runLeft();
    }

    private void runLeft() {
        // Whoever adds after our last look finds the lock free, or its holder looks again after unlocking.
        while (!left.isEmpty() && inside.tryLock()) {
            try {
                Runnable task = left.poll();
                if (task != null) {
                    task.run();
                }
            } finally {
                inside.unlock();
            }
        }
    }
}
