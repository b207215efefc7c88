package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.RedisErrorText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What became of the messages that a {@link RedisPublisher} was offered, and the line in the log that says so when some
 * were lost. Each message is counted once: as published when Redis has confirmed it; as dropped when it was not given to
 * Redis, or was refused; as uncertain when the connection broke before the confirmation came. Thread-safe; one thread
 * reports.
 */
final class PublishCounts {

    private static final Logger LOG = System.getLogger(RedisPublisher.class.getName());
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

    private final MonotonicClock clock;
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong uncertain = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    /** Why Redis refused a message the last time. The reason is logged with the losses, and not for each message. */
    private volatile String refusal = "";
    /** This field and the next one are only for the thread that calls {@link #report()}. */
    private long reportedLosses;

    private long lastReport;

    PublishCounts(MonotonicClock clock) {
        this.clock = clock;
        this.lastReport = clock.nanos() - REPORT_INTERVAL.toNanos();
    }

    void offered(PublishBuffer.Message message) {
        if (message.isCounted()) {
            offered.incrementAndGet();
        }
    }

    void published(PublishBuffer.Message message) {
        if (message.isCounted()) {
            published.incrementAndGet();
        }
    }

    /** A message was not given to Redis. */
    void dropped(PublishBuffer.Message message) {
        if (message.isCounted()) {
            dropped.incrementAndGet();
        }
        if (!message.isDroppable()) {
            lost.incrementAndGet();
        }
    }

    /** Redis does not publish a message. */
    void refused(PublishBuffer.Message message, JedisDataException reason) {
        if (message.isCounted()) {
            refusal = "; " + RedisErrorText.sentence(reason);
        }
        dropped(message);
    }

    /** The connection broke before Redis confirmed these messages. */
    void uncertain(List<PublishBuffer.Message> messages) {
        long unsure = messages.stream().filter(PublishBuffer.Message::isCounted).count();
        uncertain.addAndGet(unsure);
        lost.addAndGet(unsure);
    }

    /** Nobody will publish so many messages any more. */
    void abandoned(long messages) {
        dropped.addAndGet(messages);
    }

    long offered() {
        return offered.get();
    }

    long published() {
        return published.get();
    }

    long dropped() {
        return dropped.get();
    }

    long uncertain() {
        return uncertain.get();
    }

    /** How many messages may not have arrived, of those that should have. */
    long lost() {
        return lost.get();
    }

    /** Logs new losses, but not too often. */
    void report() {
        long losses = dropped.get() + uncertain.get();
        long now = clock.nanos();
        if (losses > reportedLosses && now - lastReport > REPORT_INTERVAL.toNanos()) {
            LOG.log(
                    Level.WARNING,
                    "Messages to other nodes that were dropped since the start: {0}, and perhaps {1} more{2}",
                    dropped.get(),
                    uncertain.get(),
                    refusal);
            // Later messages may be lost for another reason.
            refusal = "";
            reportedLosses = losses;
            lastReport = now;
        }
    }
}
