package dev.parley.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Runs one thing at a time, in two manners. A thread that brings input {@linkplain #enter() waits for its turn}, which
 * is the back pressure that the client deserves. Everybody else {@linkplain #execute(Runnable) leaves a task}: it runs
 * at once if nobody is inside, otherwise on the thread that is inside, when that one's turn ends. So no task ever runs
 * in the middle of another or of a turn, not even one that this other has left itself.
 *
 * <p>Only {@link #enter()} waits, and whoever calls it must hold no other one: so two sessions that close each other
 * cannot deadlock.
 */
final class SerialExecutor implements Executor {

    private final ReentrantLock inside = new ReentrantLock();
    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();
    private final Consumer<Throwable> failed;

    /**
     * An executor with nobody inside.
     *
     * @param failed is told, in the same turn, what a task has thrown; throws nothing itself
     */
    SerialExecutor(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    /** Waits for the turn. Must be followed by {@link #exit()} in a finally block. */
    void enter() {
        inside.lock();
    }

    /** Ends the turn, unless it is a part of another, and runs what was left meanwhile. */
    void exit() {
        inside.unlock();
        runLeft();
    }

    /** Runs a task in a turn of its own without ever waiting for it. Tasks keep their order. */
    @Override
    public void execute(Runnable task) {
        left.add(task);
        runLeft();
    }

    private void runLeft() {
        // Whoever is inside comes here when the turn ends. Whoever adds after our last look finds the lock free, or
        // its holder looks again after unlocking.
        while (!inside.isHeldByCurrentThread() && !left.isEmpty() && inside.tryLock()) {
            try {
                runNext();
            } finally {
                inside.unlock();
            }
        }
    }

    private void runNext() {
        Runnable task = left.poll();
        if (task == null) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Somebody else may have left it, and others wait behind it: it is nothing to the thread that is here.
            failed.accept(e);
        }
    }
}
