package dev.parley.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Runs one turn or task at a time. A thread that brings input {@linkplain #enter() waits for its turn}, which is the
 * intended back pressure on the client. All other threads {@linkplain #execute(Runnable) leave a task}: it runs at once
 * if no turn is in progress, and otherwise on the thread of the current turn, when that turn ends. So a task never runs
 * in the middle of a turn or of another task, not even if that other task has left it.
 *
 * <p>Only {@link #enter()} waits. Its caller must not hold the turn of another executor, so that two sessions that
 * close each other cannot deadlock.
 */
final class SerialExecutor implements Executor {

    private final ReentrantLock inside = new ReentrantLock();
    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();
    private final Consumer<Throwable> failed;

    /**
     * Creates an idle executor.
     *
     * @param failed receives, in the same turn, what a task has thrown; must not throw
     */
    SerialExecutor(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    /** Waits for the turn. The caller must call {@link #exit()} in a finally block. */
    void enter() {
        inside.lock();
    }

    /** Ends the turn, unless it is nested in another turn, and runs the tasks that were left meanwhile. */
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
        // The thread of a turn comes here when its turn ends. If another thread adds a task after our last check,
        // either it finds the lock free, or the thread that holds the lock checks again after unlocking.
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
            // Another thread may have left this task, and other tasks wait behind it: this thread must not fail because
            // of it.
            failed.accept(e);
        }
    }
}
