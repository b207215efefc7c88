package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.socketio.adapter.ClusterBus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Exchanges the messages of all namespaces of a node through Redis. There are three threads, two connections for
 * messages, and a small pool of connections for questions about subscribers. The exchange starts whether Redis can be
 * reached or not, and goes on until it is closed.
 */
public final class RedisMessaging implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    /** In how many namespaces servers of another wire are looked for; such servers have them all, as a rule. */
    private static final int LOOKED_AT = 8;

    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Wire wire;
    private final RedisPublisher publisher;
    private final RedisSubscriber subscriber;
    private final SubscriberCount count;
    private final RedisExchange exchange;
    private final WireConflict conflict;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads;

    /**
     * Starts the threads.
     *
     * @param wire what the nodes say to each other
     * @param node the name of this node, different from that of every other node; it has letters, digits and other
     *     characters that need no care in a channel name
     * @param executor runs the tasks that ask Redis and wait for the answer
     */
    public RedisMessaging(
            RedisSettings settings,
            Wire wire,
            String node,
            MonotonicClock clock,
            ThreadFactory factory,
            Executor executor) {
        this.wire = wire;
        PubSubCommands commands = wire.commands();
        RedisClients clients = new RedisClients(settings);
        this.subscriber = new RedisSubscriber(clients, commands, clock, this::look);
        this.publisher = new RedisPublisher(clients, subscriber, commands, clock);
        this.count = new SubscriberCount(clients, executor);
        this.exchange = new RedisExchange(node, settings.key(), clock, publisher, subscriber, count, commands);
        this.conflict = new WireConflict(count, commands, settings.key());
        this.threads = List.of(
                factory.newThread(publisher),
                factory.newThread(subscriber::read),
                factory.newThread(subscriber::write));
        threads.get(0).setName("parley-redis-publisher");
        threads.get(1).setName("parley-redis-receiver");
        threads.get(2).setName("parley-redis-subscriber");
        threads.forEach(Thread::start);
    }

    private void look() {
        publisher.look();
        if (subscriber.isSettled()) {
            conflict.look(subscriber.completions(), namespaces);
        }
    }

    /** The bus of a namespace, for one adapter. */
    public ClusterBus bus(String namespace) {
        if (namespaces.size() < LOOKED_AT) {
            namespaces.add(namespace);
        }
        return wire.bus(namespace, exchange);
    }

    /** The name of this node. */
    public String node() {
        return exchange.node();
    }

    /** The present state and the counts. */
    public MessagingStatus status() {
        boolean connected = publisher.isConnected() && subscriber.isConnected();
        return new MessagingStatus(
                connected,
                connected ? publisher.latency() : Optional.empty(),
                publisher.offered(),
                publisher.published(),
                publisher.dropped(),
                publisher.uncertain(),
                subscriber.received(),
                exchange.malformed(),
                subscriber.resubscriptions());
    }

    /**
     * Ends the threads. Messages that wait are still published, for at most one second; the caller waits for that, and
     * for the threads to end.
     */
    @Override
    public void close() {
        publisher.close(FAREWELL);
        subscriber.close();
        count.close();
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
