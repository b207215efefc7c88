package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisConnection;
import dev.parley.redis.connection.ReplicaException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Publishes messages on one connection and one thread, many in a batch, in the order in which they were offered. A
 * thread that offers a message never waits.
 *
 * <p>A message that was not confirmed when the connection broke is not sent again, because it might arrive twice. A
 * message that does not fit into the buffer is dropped. Messages that wait in the buffer when the connection is lost are
 * published when there is a connection again.
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
    /** How often the role of Redis is asked for, and a heartbeat published; that checks the connection, too. */
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    /** After this time without an answer, a ping checks the connection before it gets messages. */
    private static final Duration STALE = Duration.ofMillis(50);

    /** How long one batch may take. This is longer than Jedis waits for an answer; a write has no other limit. */
    private static final Duration STUCK = Duration.ofSeconds(3);

    private final RedisClients clients;
    private final RedisSubscriber subscriber;
    private final PubSubCommands commands;
    private final ServerProbe probe;
    private final MonotonicClock clock;
    private final PublishBuffer buffer = new PublishBuffer(MAX_MESSAGES, MAX_BYTES);
    private final PublishCounts counts;
    /** Only for the publisher's thread. */
    private final PublishBatch batch;

    private volatile RedisConnection line;
    private volatile boolean running = true;
    private volatile long latencyNanos = -1;
    private volatile long busySince;
    private volatile boolean busy;

    /**
     * A publisher, to be run by a thread.
     *
     * @param subscriber the subscriber of the same node; when it is connected to Redis, the other nodes are assumed to
     *     be connected, too
     * @param heartbeat what this node publishes to itself
     */
    RedisPublisher(
            RedisClients clients,
            RedisSubscriber subscriber,
            PubSubCommands commands,
            ChannelHeartbeat heartbeat,
            MonotonicClock clock) {
        this.clients = clients;
        this.subscriber = subscriber;
        this.commands = commands;
        this.probe = new ServerProbe(commands, heartbeat, subscriber, clock);
        this.clock = clock;
        this.counts = new PublishCounts(clock);
        this.batch = new PublishBatch(counts);
    }

    /**
     * Queues a message for publishing.
     *
     * @param droppable whether the message is to be dropped unless it can be sent now
     */
    void offer(String channel, byte[] content, boolean droppable) {
        offer(published(droppable ? PublishBuffer.Kind.VOLATILE : PublishBuffer.Kind.LASTING, channel, content));
    }

    /** Queues what this node says of itself, unless it cannot be sent now. It is not counted. */
    void tell(String channel, byte[] content) {
        offer(published(PublishBuffer.Kind.NOTICE, channel, content));
    }

    private PublishBuffer.Message published(PublishBuffer.Kind kind, String channel, byte[] content) {
        return PublishBuffer.Message.of(kind, commands.publish(), channel.getBytes(StandardCharsets.UTF_8), content);
    }

    /**
     * Queues a message for the stream of the cluster.
     *
     * @param arguments of XADD
     */
    void append(byte[]... arguments) {
        offer(PublishBuffer.Message.of(PublishBuffer.Kind.LASTING, Command.XADD, arguments));
    }

    private void offer(PublishBuffer.Message message) {
        counts.offered(message);
        boolean worthIt = !message.isDroppable() || isConnected() && subscriber.isConnected();
        if (!running || !worthIt || !buffer.offer(message)) {
            counts.dropped(message);
        }
    }

    /**
     * Completes when Redis has confirmed or refused everything that was offered before, on the thread that publishes, which
     * must not be held up; at once, or when the connection is lost, if that cannot be known.
     */
    CompletionStage<Void> delivered() {
        CompletableFuture<Object> passed = new CompletableFuture<>();
        if (!isConnected() || !buffer.offer(PublishBuffer.Message.mark(passed)) || !isConnected()) {
            passed.complete(null);
        }
        return passed.thenApply(nothing -> null);
    }

    /**
     * Asks Redis something in the course of the messages. Completes on the thread that publishes, which must not be held up,
     * with the answer as it comes; fails at once if there is no connection or too much waits, and later if the
     * connection is lost or Redis refuses.
     */
    CompletionStage<Object> ask(ProtocolCommand command, byte[]... arguments) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        PublishBuffer.Message question = PublishBuffer.Message.question(answer, command, arguments);
        if (!isConnected() || !buffer.offer(question) || !isConnected()) {
            question.release();
        }
        return answer;
    }

    boolean isConnected() {
        return line != null;
    }

    /** How long Redis took for the last answer; empty before the first. */
    Optional<Duration> latency() {
        long nanos = latencyNanos;
        return nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /** What became of the messages. */
    PublishCounts counts() {
        return counts;
    }

    @Override
    public void run() {
        while (running) {
            try {
                publishOn(connected());
            } catch (ReplicaException e) {
                // It may be the subscriber's server, too. The subscriber reports what it finds.
                subscriber.renew(e);
                LockSupport.parkNanos(RETRY.toNanos());
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
        releaseAwaited();
        counts.abandoned(buffer.clear() + batch.size());
    }

    private RedisConnection connected() {
        probe.begin();
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
        probe.ask(open);
        long lastAnswer = clock.nanos();
        long lastProbe = lastAnswer;
        while (running) {
            if (batch.isEmpty()) {
                batch.fill(buffer.take(BATCH, BATCH_BYTES, PROBE_INTERVAL.toNanos() - (clock.nanos() - lastProbe)));
            }
            busySince = clock.nanos();
            busy = true;
            if (busySince - lastProbe >= PROBE_INTERVAL.toNanos()) {
                probe.ask(open);
                lastProbe = busySince;
            } else if (busySince - lastAnswer > STALE.toNanos()) {
                ping(open);
            }
            batch.publish(open);
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

    /** Nobody waits for messages that are published when there is a connection again. */
    private void releaseAwaited() {
        batch.releaseAwaited();
        buffer.takeAwaited().forEach(PublishBuffer.Message::release);
    }

    private void disconnect() {
        RedisConnection old = line;
        line = null;
        busy = false;
        releaseAwaited();
        if (old != null) {
            old.abort();
        }
    }

    /**
     * Aborts the connection if a batch takes too long, and reports losses. Called by another thread from time to time.
     */
    void look() {
        counts.report();
        RedisConnection open = line;
        if (open != null && busy && clock.nanos() - busySince > STUCK.toNanos()) {
            open.abort();
        }
    }

    /** Aborts the connection if it leads to another server than this one. Any thread. */
    void leave(String master) {
        RedisConnection open = line;
        if (open != null && !open.server().equals(master)) {
            open.abort();
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
