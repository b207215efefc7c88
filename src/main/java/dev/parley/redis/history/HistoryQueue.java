package dev.parley.redis.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits for the thread of the history, in order. Bounded: when Redis is too slow for what is said, all that waits is
 * given up together, so that the thread knows which rooms have a hole before it goes on with them. Thread-safe.
 */
final class HistoryQueue {

    private final int maxTasks;
    private final long maxBytes;
    private final Deque<HistoryTask> tasks = new ArrayDeque<>();
    private long bytes;
    private boolean isClosed;

    HistoryQueue(int maxTasks, long maxBytes) {
        this.maxTasks = maxTasks;
        this.maxBytes = maxBytes;
    }

    /** Adds a task. Returns those that are given up for that; most often none. */
    synchronized List<HistoryTask> add(HistoryTask task) {
        tasks.add(task);
        bytes += task.size();
        notifyAll();
        if (!isClosed && tasks.size() <= maxTasks && bytes <= maxBytes) {
            return List.of();
        }
        List<HistoryTask> givenUp = new ArrayList<>(tasks);
        tasks.clear();
        bytes = 0;
        return givenUp;
    }

    /** Waits for the next task; null if there is none any more, because the queue is closed. */
    synchronized HistoryTask take() {
        while (tasks.isEmpty()) {
            if (isClosed) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody ends this thread so: it ends when the queue is closed.
                continue;
            }
        }
        HistoryTask task = tasks.remove();
        bytes -= task.size();
        return task;
    }

    /** What waits is still taken; what is added from now on is given up. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
