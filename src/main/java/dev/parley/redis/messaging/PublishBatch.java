package dev.parley.redis.messaging;

import dev.parley.redis.connection.CommandPipeline;
import java.util.List;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The messages that were taken out of the buffer and are not yet given to Redis. Gives them to it in one round trip; counts what
 * became of each, and tells those who wait for it. Only for the publisher's thread.
 */
final class PublishBatch {

    private final PublishCounts counts;
    private List<PublishBuffer.Message> messages = List.of();

    /** A batch without messages. */
    PublishBatch(PublishCounts counts) {
        this.counts = counts;
    }

    /** These messages are the next. There must be none now. */
    void fill(List<PublishBuffer.Message> taken) {
        messages = taken;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    int size() {
        return messages.size();
    }

    /**
     * Gives the messages to Redis and waits for all replies. The batch is empty afterwards, even if the connection fails: then
     * messages without a reply may have arrived, and are not sent again.
     */
    void publish(CommandPipeline open) {
        List<PublishBuffer.Message> given = messages;
        messages = List.of();
        int done = 0;
        try {
            for (PublishBuffer.Message message : given) {
                if (!message.isMark()) {
                    open.write(message.command(), message.arguments());
                }
            }
            open.leave();
            while (done < given.size()) {
                PublishBuffer.Message message = given.get(done);
                if (message.isMark()) {
                    message.release();
                } else {
                    confirm(open, message);
                }
                done++;
            }
        } finally {
            List<PublishBuffer.Message> left = given.subList(done, given.size());
            left.forEach(PublishBuffer.Message::release);
            counts.uncertain(left);
        }
    }

    private void confirm(CommandPipeline open, PublishBuffer.Message message) {
        Object answer;
        try {
            answer = open.read();
        } catch (JedisDataException e) {
            if (message.isAwaited()) {
                message.passed().completeExceptionally(e);
            } else {
                counts.refused(message, e);
            }
            return;
        }
        if (message.isAwaited()) {
            message.passed().complete(answer);
        }
        counts.published(message);
    }

    /** Nobody waits for messages that are published when there is a connection again: marks and questions go. */
    void releaseAwaited() {
        messages.forEach(PublishBuffer.Message::release);
        messages = messages.stream().filter(message -> !message.isAwaited()).toList();
    }
}
