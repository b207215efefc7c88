package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.OutageLog;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisConnection;
import dev.parley.socketio.adapter.ClusterListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Receives messages on one connection. One thread reads from the connection; another thread writes the commands that
 * change the subscriptions. When the connection is lost, a new one is made with all subscriptions.
 *
 * <p>The second thread sends a ping at least once a second, which Redis answers. A connection on which nothing arrives
 * for {@link #SILENCE} is lost; so even a network that drops everything silently is detected. A connection by which this
 * node does not hear its own {@link ChannelHeartbeat} is lost, too.
 *
 * <p>It is longer than others, because two threads share the state of one connection, and all that they do to it is to be seen together.
 */
final class RedisSubscriber {

    /** After this time without input, the connection counts as lost. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(RedisSubscriber.class.getName());
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration PING_INTERVAL = Duration.ofSeconds(1);
    /** How long the other nodes may take to connect again, too. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final RedisClients clients;
    private final PubSubCommands commands;
    private final ChannelHeartbeat heartbeat;
    private final MonotonicClock clock;
    private final Runnable everySecond;
    private final SubscriptionTable table = new SubscriptionTable();
    private final AtomicLong received = new AtomicLong();
    /** How often all wanted subscriptions have been confirmed on a connection. */
    private final AtomicLong completions = new AtomicLong();

    private final OutageLog outages;
    private final Set<ClusterListener> missed = ConcurrentHashMap.newKeySet();

    private volatile RedisConnection line;
    private volatile boolean running = true;
    private volatile boolean whole;
    private volatile long wholeSince;
    /** Why this connection was given up by somebody else; null if it was not. */
    private volatile JedisException reason;

    /** How often this node has not heard itself. */
    private final AtomicLong deafnesses = new AtomicLong();

    private boolean wasConnected;

    /**
     * A subscriber; one thread must run {@link #read()}, a second one {@link #write()}.
     *
     * @param heartbeat what this node publishes to itself
     * @param everySecond called by the second thread about once a second
     */
    RedisSubscriber(
            RedisClients clients,
            PubSubCommands commands,
            ChannelHeartbeat heartbeat,
            MonotonicClock clock,
            Runnable everySecond) {
        this.clients = clients;
        this.commands = commands;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.everySecond = everySecond;
        this.outages = new OutageLog(LOG, clock, "Redis is away, this node goes on alone", "Redis is connected again");
        table.subscribe(heartbeat.channel(), heartbeat::heard);
    }

    /**
     * Receives the messages of a channel from now on; a channel has at most one listener.
     *
     * @param listener called by the thread that reads; must not block
     * @return complete when Redis has confirmed the subscription, or when there is no connection
     */
    CompletionStage<Void> subscribe(String channel, Consumer<byte[]> listener) {
        return table.subscribe(channel, listener);
    }

    /** Ends the subscription to a channel. */
    void unsubscribe(String channel) {
        table.unsubscribe(channel);
    }

    /** From now on calls a listener when messages may have been missed. Called by the thread that reads; must not block. */
    void onMissed(ClusterListener listener) {
        missed.add(listener);
    }

    /** Ends {@link #onMissed}. */
    void offMissed(ClusterListener listener) {
        missed.remove(listener);
    }

    /** Messages may have been missed. */
    void missed() {
        missed.forEach(ClusterListener::missed);
    }

    /** Whether all wanted subscriptions have been confirmed. */
    boolean isConnected() {
        return whole;
    }

    /** Whether this node has been connected for so long that the other nodes should be connected, too. */
    boolean isSettled() {
        return whole && clock.nanos() - wholeSince >= SETTLING.toNanos();
    }

    /** How many messages have come. */
    long received() {
        return received.get();
    }

    /** How often all wanted subscriptions have been made: the number of the present connection, from 1. */
    long completions() {
        return completions.get();
    }

    /** How often all subscriptions were made again, after the first time. */
    long resubscriptions() {
        return Math.max(0, completions.get() - 1);
    }

    /** How often a connection was given up because this node did not hear itself. */
    long deafnesses() {
        return deafnesses.get();
    }

    /** The loop of the first thread, which reads. */
    void read() {
        while (running) {
            try {
                readFrom(clients.line());
            } catch (RuntimeException | Error e) {
                JedisException given = reason;
                reason = null;
                lost(given == null ? e : given);
                LockSupport.parkNanos(RETRY.toNanos());
                // An interrupt that is pending would keep the thread from ever parking again.
                Thread.interrupted();
            }
        }
    }

    private void readFrom(RedisConnection open) {
        line = open;
        try {
            open.setSoTimeout((int) SILENCE.toMillis());
            table.online().thenRun(this::complete);
            while (running) {
                take(open.read());
            }
        } finally {
            line = null;
            whole = false;
            open.abort();
            missed();
            table.offline();
        }
    }

    private void complete() {
        // This is also called when the connection is lost before all subscriptions are confirmed.
        if (line != null) {
            missed();
            heartbeat.begin();
            completions.incrementAndGet();
            wholeSince = clock.nanos();
            whole = true;
        }
    }

    /**
     * The connection has lasted for a while. Redis has not refused it, because a refusal would have ended it earlier.
     */
    private void settled() {
        if (!wasConnected) {
            wasConnected = true;
            LOG.log(Level.INFO, "Redis is connected");
        }
        outages.well();
    }

    private void lost(Throwable cause) {
        if (running) {
            outages.lost(cause);
        }
    }

    private void take(Object said) {
        if (!(said instanceof List<?> parts) || !(parts.get(0) instanceof byte[] kind)) {
            return;
        }
        if (parts.size() == 2) {
            answered((byte[]) parts.get(1));
            return;
        }
        // Anything else is the confirmation of an UNSUBSCRIBE; nobody waits for it.
        if (commands.isMessage(kind)) {
            message(text((byte[]) parts.get(1)), (byte[]) parts.get(2));
        } else if (commands.isSubscribed(kind)) {
            table.confirmed(text((byte[]) parts.get(1)));
        }
    }

    /** A ping has been answered. */
    private void answered(byte[] mark) {
        if (whole && heartbeat.isMissed(mark)) {
            deafnesses.incrementAndGet();
            throw new JedisConnectionException("what this node publishes does not come back to it");
        }
    }

    private void message(String channel, byte[] content) {
        Consumer<byte[]> listener = table.listener(channel);
        if (listener == null) {
            return;
        }
        if (!channel.equals(heartbeat.channel())) {
            received.incrementAndGet();
        }
        try {
            listener.accept(content);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A message of another node could not be handled", e);
        }
    }

    /** The loop of the second thread, which sends the commands that change the subscriptions, and the pings. */
    void write() {
        while (running) {
            try {
                List<SubscriptionTable.Command> changes = table.takeCommands(PING_INTERVAL.toNanos());
                RedisConnection open = line;
                if (open != null) {
                    say(open, changes);
                }
                if (isSettled()) {
                    settled();
                }
                everySecond.run();
            } catch (JedisException e) {
                // The thread that reads notices the failure, too.
                LOG.log(Level.DEBUG, "Nothing can be said to Redis", e);
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "Interrupted for no known reason");
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "Subscribing failed", e);
            }
        }
    }

    private void say(RedisConnection open, List<SubscriptionTable.Command> changes) {
        for (SubscriptionTable.Command command : changes) {
            byte[][] channels = command.channels().stream()
                    .map(channel -> channel.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            open.write(commands.change(command.subscribe()), channels);
        }
        open.write(Command.PING, heartbeat.mark());
        open.leave();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Gives up the present connection, because it is of no use, and makes a new one. Any thread.
     *
     * @param cause why, for the log
     */
    void renew(JedisException cause) {
        RedisConnection open = line;
        if (open != null) {
            reason = cause;
            open.abort();
        }
    }

    /** Gives up the present connection if it leads to another server than the master. Any thread. */
    void leave(String master, JedisException cause) {
        RedisConnection open = line;
        if (open != null && !open.server().equals(master)) {
            renew(cause);
        }
    }

    /** Ends both threads. */
    void close() {
        running = false;
        RedisConnection open = line;
        if (open != null) {
            open.abort();
        }
        table.offline();
    }
}
