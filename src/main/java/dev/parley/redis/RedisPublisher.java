package dev.parley.redis;

import dev.parley.engine.Clock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Publishes on one connection and one thread, many messages in a batch, in the order in which they were offered. Whoever
 * offers never waits.
 *
 * <p>Each message is counted once: as published when Redis has confirmed it; as dropped when it was not given to Redis,
 * or was refused; as uncertain when the connection broke before the confirmation came. It is not tried again then, for it
 * might arrive twice. What does not fit into the buffer is dropped; what waits in it when the connection is lost is
 * published when there is one again.
 */
final class RedisPublisher implements Runnable {

    /** How many messages may wait. */
    static final int MAX_MESSAGES = 10_000;
    /** How much may wait. */
    static final long MAX_BYTES = RedisLine.MAX_MESSAGE;

    private static final Logger LOG = System.getLogger(RedisPublisher.class.getName());
    private static final int BATCH = 512;
    private static final long BATCH_BYTES = 1 << 20;
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration RETRY = Duration.ofMillis(200);
    /** After so long without anything to publish the connection is looked after. */
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** After so long without an answer a connection is asked whether it is still there before it gets messages. */
    private static final Duration STALE = Duration.ofMillis(50);

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);
    /** Longer than Jedis waits for an answer; a write has no other limit. */
    private static final Duration STUCK = Duration.ofSeconds(3);

    private final RedisClients clients;
    private final RedisSubscriber subscriber;
    private final Clock clock;
    private final PublishBuffer buffer = new PublishBuffer(MAX_MESSAGES, MAX_BYTES);
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong uncertain = new AtomicLong();
    /** Taken out of the buffer and not yet given to Redis. Of the publisher's thread. */
    private List<PublishBuffer.Message> batch = List.of();

    private volatile RedisLine line;
    private volatile boolean running = true;
    private volatile long latencyNanos = -1;
    private volatile long busySince;
    private volatile boolean busy;
    /** What Redis has said of the last message that it did not take: told with the losses, not for each message. */
    private volatile String refusal = "";
    /** Both of the thread that looks. */
    private long reportedLosses;

    private long lastReport;

    /**
     * A publisher, to be run.
     *
     * @param subscriber of the same node: what it sees of Redis, the other nodes see, too
     */
    RedisPublisher(RedisClients clients, RedisSubscriber subscriber, Clock clock) {
        this.clients = clients;
        this.subscriber = subscriber;
        this.clock = clock;
        this.lastReport = clock.nanos() - REPORT_INTERVAL.toNanos();
    }

    /**
     * Leaves a message to be published.
     *
     * @param droppable whether it is worth nothing unless it can leave now
     */
    void offer(String channel, byte[] content, boolean droppable) {
        offered.incrementAndGet();
        PublishBuffer.Message message = new PublishBuffer.Message(channel.getBytes(StandardCharsets.UTF_8), content);
        boolean worthIt = !droppable || isConnected() && subscriber.isConnected();
        if (!running || !worthIt || !buffer.offer(message)) {
            dropped.incrementAndGet();
        }
    }

    boolean isConnected() {
        return line != null;
    }

    /** How long Redis has taken for the last answer; empty before the first. */
    Optional<Duration> latency() {
        long nanos = latencyNanos;
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
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

    @Override
    public void run() {
        while (running) {
            try {
                publishOn(connected());
            } catch (JedisException e) {
                LOG.log(Level.DEBUG, "Publishing failed", e);
                LockSupport.parkNanos(RETRY.toNanos());
            } catch (InterruptedException e) {
                // Only close() ends this thread; somebody else's interrupt means nothing here.
                LOG.log(Level.DEBUG, "Interrupted for no known reason");
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "Publishing failed", e);
                LockSupport.parkNanos(RETRY.toNanos());
            } finally {
                disconnect();
            }
        }
        dropped.addAndGet(buffer.clear() + batch.size());
    }

    private RedisLine connected() {
        RedisLine made = clients.line();
        while (running && !subscriber.isSettled()) {
            LockSupport.parkNanos(RETRY.toNanos());
            // Somebody's interrupt would keep the thread from ever parking again.
            Thread.interrupted();
        }
        line = made;
        return made;
    }

    private void publishOn(RedisLine open) throws InterruptedException {
        long lastAnswer = clock.nanos();
        while (running) {
            if (batch.isEmpty()) {
                batch = buffer.take(BATCH, BATCH_BYTES, IDLE.toNanos());
            }
            busySince = clock.nanos();
            busy = true;
            if (batch.isEmpty() || busySince - lastAnswer > STALE.toNanos()) {
                ping(open);
            }
            publish(open);
            lastAnswer = clock.nanos();
            latencyNanos = lastAnswer - busySince;
            busy = false;
        }
    }

    /** A connection that has been cut off meanwhile shows it here, and not by swallowing what is published. */
    private static void ping(RedisLine open) {
        open.write(Command.PING);
        open.leave();
        open.read();
    }

    private void publish(RedisLine open) {
        List<PublishBuffer.Message> given = batch;
        batch = List.of();
        int confirmed = 0;
        try {
            for (PublishBuffer.Message message : given) {
                open.write(Command.PUBLISH, message.channel(), message.content());
            }
            open.leave();
            while (confirmed < given.size()) {
                AtomicLong outcome = confirm(open);
                confirmed++;
                outcome.incrementAndGet();
            }
        } finally {
            uncertain.addAndGet(given.size() - confirmed);
        }
    }

    private AtomicLong confirm(RedisLine open) {
        try {
            open.read();
            return published;
        } catch (JedisDataException e) {
            refusal = "; Redis refuses: " + e.getMessage();
            return dropped;
        }
    }

    private void disconnect() {
        RedisLine old = line;
        line = null;
        busy = false;
        if (old != null) {
            old.abort();
        }
    }

    /** Cuts the connection off if it has taken too long, and reports losses; from another thread, now and then. */
    void look() {
        reportLosses();
        RedisLine open = line;
        if (open != null && busy && clock.nanos() - busySince > STUCK.toNanos()) {
            open.abort();
        }
    }

    private void reportLosses() {
        long lost = dropped.get() + uncertain.get();
        long now = clock.nanos();
        if (lost > reportedLosses && now - lastReport > REPORT_INTERVAL.toNanos()) {
            LOG.log(
                    Level.WARNING,
                    "Messages to other nodes that were dropped since the start: {0}, and perhaps {1} more{2}",
                    dropped.get(),
                    uncertain.get(),
                    refusal);
            reportedLosses = lost;
            lastReport = now;
        }
    }

    /** Ends the thread; what still waits may leave within a time, for which the caller waits, and is dropped then. */
    void close(Duration patience) {
        long start = clock.nanos();
        while (isConnected() && (busy || buffer.size() > 0) && clock.nanos() - start < patience.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        running = false;
        RedisLine open = line;
        if (open != null) {
            open.abort();
        }
    }
}
