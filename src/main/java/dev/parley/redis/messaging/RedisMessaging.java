package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.socketio.adapter.ClusterBus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Exchanges the messages of all namespaces of a node through Redis. There are three threads, two connections for
 * messages, and a small pool of connections for questions about subscribers. The exchange starts whether Redis can be
 * reached or not, and goes on until it is closed.
 */
public final class RedisMessaging implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final RedisSettings settings;
    private final String node;
    private final MonotonicClock clock;
    private final RedisPublisher publisher;
    private final RedisSubscriber subscriber;
    private final SubscriberCount count;
    private final AtomicLong malformed = new AtomicLong();
    private final List<Thread> threads;

    /**
     * Starts the threads.
     *
     * @param node the name of this node, different from that of every other node; it has letters, digits and other
     *     characters that need no care in a channel name
     * @param executor runs the tasks that ask Redis and wait for the answer
     */
    public RedisMessaging(
            RedisSettings settings, String node, MonotonicClock clock, ThreadFactory factory, Executor executor) {
        this.settings = settings;
        this.node = node;
        this.clock = clock;
        RedisClients clients = new RedisClients(settings);
        this.subscriber = new RedisSubscriber(clients, clock, this::look);
        this.publisher = new RedisPublisher(clients, subscriber, clock);
        this.count = new SubscriberCount(clients, executor);
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
    }

    /** The bus of a namespace, for one adapter. */
    public ClusterBus bus(String namespace) {
        return new RedisBus(
                node, new ChannelNames(settings.key(), namespace), clock, publisher, subscriber, count, malformed);
    }

    /** The name of this node. */
    public String node() {
        return node;
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
                malformed.get(),
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
