package dev.parley.chat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the asynchronous tasks of each user one after the other, in the order in which they were submitted. A task may
 * complete later and on other threads. This keeps the changes of a user's presence and their announcements in the same
 * order: without it, the {@code offline} of one socket could overtake the {@code online} of the next.
 *
 * <p>Thread-safe; no method blocks. A thread that submits a task for an idle user runs the user's tasks until the queue
 * is empty or a task completes asynchronously. A user without tasks takes no memory. A task may submit further tasks;
 * they run after it.
 */
final class PerUserExecutor {

    private static final Logger LOG = System.getLogger(PerUserExecutor.class.getName());

    /** A task that is finished when its stage completes. */
    @FunctionalInterface
    interface Task {
        CompletionStage<?> begin();
    }

    /** The users for whom a task is running, with the tasks that wait behind it. */
    private final ConcurrentMap<String, Queue<Task>> waiting = new ConcurrentHashMap<>();

    /** Runs a task for a user after all tasks that were submitted before for this user. A failure is logged. */
    void execute(String userId, Task task) {
        boolean[] idle = new boolean[1];
        waiting.compute(userId, (user, queue) -> {
            idle[0] = queue == null;
            Queue<Task> tasks = idle[0] ? new ArrayDeque<>(2) : queue;
            tasks.add(task);
            return tasks;
        });
        if (idle[0]) {
            work(userId);
        }
    }

    /** The number of users with a running or waiting task; for the tests. */
    int busy() {
        return waiting.size();
    }

    private void work(String userId) {
        for (Task task = next(userId); task != null; task = next(userId)) {
            CompletableFuture<?> done = begin(task).toCompletableFuture();
            if (!done.isDone()) {
                done.whenComplete((result, failure) -> ended(userId, failure));
                return;
            }
            done.whenComplete((result, failure) -> log(failure));
        }
    }

    private void ended(String userId, Throwable failure) {
        log(failure);
        work(userId);
    }

    /** Removes and returns the next task. Returns null if there is none; the user is idle from then on. */
    private Task next(String userId) {
        AtomicReference<Task> next = new AtomicReference<>();
        waiting.computeIfPresent(userId, (user, queue) -> {
            next.set(queue.poll());
            return next.get() == null ? null : queue;
        });
        return next.get();
    }

    private static CompletionStage<?> begin(Task task) {
        try {
            return task.begin();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static void log(Throwable failure) {
        if (failure != null) {
            LOG.log(Level.WARNING, "The presence of a user could not be kept or told", failure);
        }
    }
}
