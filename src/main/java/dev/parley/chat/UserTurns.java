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
 * Does one thing at a time for each user, in the order in which they were asked for, although each may take its time on
 * other threads. It is what keeps a user's presence and the news of it in the same order: without it the
 * {@code offline} of one socket could overtake the {@code online} of the next.
 *
 * <p>Thread-safe and without blocking: whoever finds a user idle begins, and goes on as long as there is something to
 * do. A user with nothing to do takes no memory. A task may ask for more, which comes after it.
 */
final class UserTurns {

    private static final Logger LOG = System.getLogger(UserTurns.class.getName());

    /** Something that is over when its stage completes. */
    @FunctionalInterface
    interface Task {
        CompletionStage<?> begin();
    }

    /** The users for whom something is done at the moment, and what waits behind it. */
    private final ConcurrentMap<String, Queue<Task>> waiting = new ConcurrentHashMap<>();

    /** Does something for a user as soon as what was asked for before is done; a failure is logged. */
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

    /** The number of users for whom something is done or waits; for the tests. */
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

    /** The next task, or null when there is none and the user is idle from now on. */
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
