package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisConnection;
import dev.parley.redis.connection.RedisErrorText;
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
 * Publishes messages on one connection and one thread, many in a batch, in the order in which they were offered. A
 * thread that offers a message never waits.
 *
 * <p>Each message is counted once: as published when Redis has confirmed it; as dropped when it was not given to Redis,
 * or was refused; as uncertain when the connection broke before the confirmation came. An uncertain message is not sent
 * again, because it might arrive twice. A message that does not fit into the buffer is dropped. Messages that wait in
 * the buffer when the connection is lost are published when there is a connection again.
 */
final class RedisPublisher implements Runnable {

    /** How many messages may wait. */
    static final int MAX_MESSAGES = 10_000;
    /** How many bytes may wait. */
    static final long MAX_BYTES = RedisConnection.MAX_MESSAGE;

    private static final Logger LOG = System.getLogger(RedisPublisher.class.getName());
    private static final int BATCH = 512;
    private static final long BATCH_BYTES = 1 << 20;
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration RETRY = Duration.ofMillis(200);
    /** After this time without a message to publish, a ping checks the connection. */
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** After this time without an answer, a ping checks the connection before it gets messages. */
    private static final Duration STALE = Duration.ofMillis(50);

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);
    /** How long one batch may take. This is longer than Jedis waits for an answer; a write has no other limit. */
    private static final Duration STUCK = Duration.ofSeconds(3);

    private final RedisClients clients;
    private final RedisSubscriber subscriber;
    private final PubSubCommands commands;
    private final MonotonicClock clock;
    private final PublishBuffer buffer = new PublishBuffer(MAX_MESSAGES, MAX_BYTES);
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong uncertain = new AtomicLong();
    /**
     * The messages that were taken out of the buffer and are not yet given to Redis. Only for the publisher's thread.
     */
    private List<PublishBuffer.Message> batch = List.of();

    private volatile RedisConnection line;
    private volatile boolean running = true;
    private volatile long latencyNanos = -1;
    private volatile long busySince;
    private volatile boolean busy;
    /** Why Redis refused a message the last time. The reason is logged with the losses, and not for each message. */
    private volatile String refusal = "";
    /** This field and the next one are only for the thread that calls {@link #look()}. */
    private long reportedLosses;

    private long lastReport;

    /**
     * A publisher, to be run by a thread.
     *
     * @param subscriber the subscriber of the same node; when it is connected to Redis, the other nodes are assumed to
     *     be connected, too
     */
    RedisPublisher(RedisClients clients, RedisSubscriber subscriber, PubSubCommands commands, MonotonicClock clock) {
        this.clients = clients;
        this.subscriber = subscriber;
        this.commands = commands;
        this.clock = clock;
        this.lastReport = clock.nanos() - REPORT_INTERVAL.toNanos();
    }

    /**
     * Queues a message for publishing.
     *
     * @param droppable whether the message is to be dropped unless it can be sent now
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

    /** How long Redis took for the last answer; empty before the first. */
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
                // Only close() ends this thread; any other interrupt is ignored.
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

    private RedisConnection connected() {
        RedisConnection made = clients.line();
        while (running && !subscriber.isSettled()) {
            LockSupport.parkNanos(RETRY.toNanos());
            // An interrupt that is pending would keep the thread from ever parking again.
            Thread.interrupted();
        }
        line = made;
        return made;
    }

    private void publishOn(RedisConnection open) throws InterruptedException {
        // It has waited for the subscriber, and may have been cut off meanwhile.
        ping(open);
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

    /** Detects a connection that has been cut off meanwhile, before messages are lost on it. */
    private static void ping(RedisConnection open) {
        open.write(Command.PING);
        open.leave();
        open.read();
    }

    private void publish(RedisConnection open) {
        List<PublishBuffer.Message> given = batch;
        batch = List.of();
        int confirmed = 0;
        try {
            for (PublishBuffer.Message message : given) {
                open.write(commands.publish(), message.channel(), message.content());
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

    private AtomicLong confirm(RedisConnection open) {
        try {
            open.read();
            return published;
        } catch (JedisDataException e) {
            refusal = "; " + RedisErrorText.sentence(e);
            return dropped;
        }
    }

    private void disconnect() {
        RedisConnection old = line;
        line = null;
        busy = false;
        if (old != null) {
            old.abort();
        }
    }

    /**
     * Aborts the connection if a batch takes too long, and reports losses. Called by another thread from time to time.
     */
    void look() {
        reportLosses();
        RedisConnection open = line;
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
            // Later messages may be lost for another reason.
            refusal = "";
            reportedLosses = lost;
            lastReport = now;
        }
    }

    /**
     * Ends the thread. Messages that wait are still published within the given time, for which the caller waits; the
     * rest is dropped.
     */
    void close(Duration patience) {
        long start = clock.nanos();
        while (isConnected() && (busy || buffer.size() > 0) && clock.nanos() - start < patience.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        running = false;
        RedisConnection open = line;
        if (open != null) {
            open.abort();
        }
    }
}
