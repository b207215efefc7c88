package dev.parley.redis.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The queue of messages that wait to be published, in their order. Its number of messages and its bytes are bounded; a
 * message that does not fit is rejected. Thread-safe; only {@link #take} waits.
 */
final class PublishBuffer {

    /** What becomes of a message that cannot leave now. */
    enum Kind {
        /** It waits. */
        LASTING,
        /** It is dropped, and does no harm if it is lost. */
        VOLATILE,
        /** What this node says of itself: dropped, and not counted. */
        NOTICE,
        /** What Redis is asked in the course of the messages; it is not counted, and fails if it cannot leave. */
        QUESTION,
        /** Nothing that leaves. */
        MARK
    }

    /**
     * A message, or a mark between messages.
     *
     * @param command by which it leaves; null for a mark
     * @param passed null for a message; for a mark, completes when nothing before it is in this node's hands any more; for
     *     a question, completes with what Redis answers
     */
    record Message(Kind kind, ProtocolCommand command, CompletableFuture<Object> passed, byte[]... arguments) {

        static Message of(Kind kind, ProtocolCommand command, byte[]... arguments) {
            return new Message(kind, command, null, arguments);
        }

        static Message mark(CompletableFuture<Object> passed) {
            return new Message(Kind.MARK, null, passed);
        }

        static Message question(CompletableFuture<Object> answer, ProtocolCommand command, byte[]... arguments) {
            return new Message(Kind.QUESTION, command, answer, arguments);
        }

        /** Nobody waits any more: a mark has been passed, and a question is not answered. */
        void release() {
            if (kind == Kind.MARK) {
                passed.complete(null);
            } else if (kind == Kind.QUESTION) {
                passed.completeExceptionally(new JedisConnectionException("the connection was lost"));
            }
        }

        /** Whether somebody waits for it. */
        boolean isAwaited() {
            return passed != null;
        }

        boolean isMark() {
            return kind == Kind.MARK;
        }

        /** Whether it leaves at once or not at all. */
        boolean isDroppable() {
            return kind != Kind.LASTING;
        }

        /** Whether it is one of those that users count. */
        boolean isCounted() {
            return kind == Kind.LASTING || kind == Kind.VOLATILE;
        }

        int size() {
            int size = 0;
            for (byte[] argument : arguments) {
                size += argument.length;
            }
            return size;
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

    /**
     * Takes out the marks and the questions, because it is not known when the messages before them will be published.
     */
    List<Message> takeAwaited() {
        lock.lock();
        try {
            List<Message> awaited = messages.stream().filter(Message::isAwaited).toList();
            messages.removeIf(Message::isAwaited);
            awaited.forEach(message -> bytes -= message.size());
            return awaited;
        } finally {
            lock.unlock();
        }
    }

    /** Removes all messages, because nobody will publish them; returns the number of those that are counted. */
    int clear() {
        lock.lock();
        try {
            int count = (int) messages.stream().filter(Message::isCounted).count();
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
