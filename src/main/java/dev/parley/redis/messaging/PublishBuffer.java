package dev.parley.redis.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue of messages that wait to be published, in their order. Its number of messages and its bytes are bounded; a
 * message that does not fit is rejected. Thread-safe; only {@link #take} waits.
 */
final class PublishBuffer {

    /** A message for a channel. */
    record Message(byte[] channel, byte[] content) {
        int size() {
            return channel.length + content.length;
        }
    }

    private final int maxMessages;
    private final long maxBytes;
    private final Queue<Message> messages = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private long bytes;

    PublishBuffer(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Adds a message; false when it does not fit. */
    boolean offer(Message message) {
        lock.lock();
        try {
            if (messages.size() >= maxMessages || bytes + message.size() > maxBytes) {
                return false;
            }
            messages.add(message);
            bytes += message.size();
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next messages; waits for the first one.
     *
     * @param max the maximum number of messages
     * @param batchBytes no further message is taken once the messages have this size together
     * @return the messages; empty when none came in time
     */
    List<Message> take(int max, long batchBytes, long timeoutNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = timeoutNanos;
            while (messages.isEmpty() && left > 0) {
                left = filled.awaitNanos(left);
            }
            List<Message> batch = new ArrayList<>();
            long taken = 0;
            while (!messages.isEmpty() && batch.size() < max && taken < batchBytes) {
                Message message = messages.remove();
                batch.add(message);
                taken += message.size();
            }
            bytes -= taken;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Removes all messages, because nobody will publish them; returns their number. */
    int clear() {
        lock.lock();
        try {
            int count = messages.size();
            messages.clear();
            bytes = 0;
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** How many messages wait. */
    int size() {
        lock.lock();
        try {
            return messages.size();
        } finally {
            lock.unlock();
        }
    }
}
