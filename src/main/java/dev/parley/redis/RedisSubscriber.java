package dev.parley.redis;

import dev.parley.engine.Clock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Receives messages on one connection, which one thread reads and on which another says what to subscribe to. When the
 * connection is lost, a new one is made and everything is subscribed to again.
 *
 * <p>A connection on which nothing comes for a while, although the second thread makes Redis say something every second,
 * is lost: so even a network that only swallows everything is found out.
 */
final class RedisSubscriber {

    /** After such a silence the connection counts as lost. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(RedisSubscriber.class.getName());
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration PING_INTERVAL = Duration.ofSeconds(1);
    /** How long the other nodes may take to come back, too. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final String MESSAGE = "message";
    private static final String SUBSCRIBE = "subscribe";

    private final RedisClients clients;
    private final Clock clock;
    private final Runnable everySecond;
    private final SubscriptionTable table = new SubscriptionTable();
    private final AtomicLong received = new AtomicLong();
    /** How often everything that is wanted has been subscribed to. */
    private final AtomicLong completions = new AtomicLong();

    private volatile RedisLine line;
    private volatile boolean running = true;
    private volatile boolean whole;
    private volatile long wholeSince;
    private boolean reported;

    /**
     * A subscriber whose threads are to be run.
     *
     * @param everySecond called by the second thread about once a second
     */
    RedisSubscriber(RedisClients clients, Clock clock, Runnable everySecond) {
        this.clients = clients;
        this.clock = clock;
        this.everySecond = everySecond;
    }

    /**
     * Receives the messages of a channel from now on; at most one listener for each.
     *
     * @param listener called by the thread that reads; must not block
     * @return complete when Redis has confirmed it, or there is no connection
     */
    CompletionStage<Void> subscribe(String channel, Consumer<byte[]> listener) {
        return table.subscribe(channel, listener);
    }

    /** Receives them no longer. */
    void unsubscribe(String channel) {
        table.unsubscribe(channel);
    }

    /** Whether everything that is wanted is subscribed to. */
    boolean isConnected() {
        return whole;
    }

    /** Whether it is connected, and has been for so long that the other nodes will be, too. */
    boolean isSettled() {
        return whole && clock.nanos() - wholeSince >= SETTLING.toNanos();
    }

    /** How many messages have come. */
    long received() {
        return received.get();
    }

    /** How often everything was subscribed to again, after the first time. */
    long resubscriptions() {
        return Math.max(0, completions.get() - 1);
    }

    /** What the first thread does: reads. */
    void read() {
        while (running) {
            try {
                readFrom(clients.line());
            } catch (RuntimeException | Error e) {
                lost(e);
                LockSupport.parkNanos(RETRY.toNanos());
                // Somebody's interrupt would keep the thread from ever parking again.
                Thread.interrupted();
            }
        }
    }

    private void readFrom(RedisLine open) {
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
            table.offline();
        }
    }

    private void complete() {
        // Also comes when the connection is lost before that.
        if (line != null) {
            completions.incrementAndGet();
            wholeSince = clock.nanos();
            whole = true;
            LOG.log(Level.INFO, "Redis is connected");
            reported = false;
        }
    }

    private void lost(Throwable cause) {
        if (running && !reported) {
            reported = true;
            LOG.log(Level.WARNING, "Redis is away, this node goes on alone: {0}", cause.getMessage());
        }
        LOG.log(Level.DEBUG, "The connection to Redis failed", cause);
    }

    private void take(Object said) {
        if (!(said instanceof List<?> parts) || parts.size() != 3 || !(parts.get(0) instanceof byte[] kind)) {
            return;
        }
        switch (text(kind)) {
            case MESSAGE -> message(text((byte[]) parts.get(1)), (byte[]) parts.get(2));
            case SUBSCRIBE -> table.confirmed(text((byte[]) parts.get(1)));
            default -> {
                // The confirmation of an UNSUBSCRIBE, which nobody waits for.
            }
        }
    }

    private void message(String channel, byte[] content) {
        Consumer<byte[]> listener = table.listener(channel);
        if (listener == null) {
            return;
        }
        received.incrementAndGet();
        try {
            listener.accept(content);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A message of another node could not be handled", e);
        }
    }

    /** What the second thread does: says what to subscribe to, and keeps the connection talking. */
    void write() {
        while (running) {
            try {
                List<SubscriptionTable.Command> commands = table.takeCommands(PING_INTERVAL.toNanos());
                RedisLine open = line;
                if (open != null) {
                    say(open, commands);
                }
                everySecond.run();
            } catch (JedisException e) {
                // The thread that reads finds that out, too.
                LOG.log(Level.DEBUG, "Nothing can be said to Redis", e);
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "Interrupted for no known reason");
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "Subscribing failed", e);
            }
        }
    }

    private static void say(RedisLine open, List<SubscriptionTable.Command> commands) {
        for (SubscriptionTable.Command command : commands) {
            byte[][] channels = command.channels().stream()
                    .map(channel -> channel.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            open.write(command.subscribe() ? Command.SUBSCRIBE : Command.UNSUBSCRIBE, channels);
        }
        open.write(Command.PING);
        open.leave();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Ends both threads. */
    void close() {
        running = false;
        RedisLine open = line;
        if (open != null) {
            open.abort();
        }
        table.offline();
    }
}
