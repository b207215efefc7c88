package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.socketio.adapter.ClusterBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Exchanges the messages of all namespaces of a node through Redis. There are three threads and two connections for
 * messages, one more of each if the wire has a stream, and a small pool of connections for questions about subscribers.
 * The exchange starts whether Redis can be reached or not, and goes on until it is closed.
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
    private final Optional<RedisStream> stream;
    private final RedisExchange exchange;
    private final WireConflict conflict;
    private final LossNotice losses;
    private final MasterWatch masters;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the threads.
     *
     * @param wire what the nodes say to each other
     * @param node the name of this node, different from that of every other node; it has letters, digits and other
     *     characters that need no care in a channel name
     * @param questions runs the tasks that ask Redis and wait for the answer
     * @param workers runs what follows from answers; has room for any number of tasks
     */
    public RedisMessaging(
            RedisSettings settings,
            Wire wire,
            String node,
            MonotonicClock clock,
            ThreadFactory factory,
            Executor questions,
            Executor workers) {
        this.wire = wire;
        PubSubCommands commands = wire.commands();
        RedisClients clients = new RedisClients(settings);
        ChannelHeartbeat heartbeat = new ChannelHeartbeat(settings.key(), node);
        this.subscriber = new RedisSubscriber(clients, commands, heartbeat, clock, this::look);
        this.publisher = new RedisPublisher(clients, subscriber, commands, heartbeat, clock);
        this.count = new SubscriberCount(clients, questions, subscriber::completions);
        this.stream = wire.hasStream()
                ? Optional.of(new RedisStream(
                        clients, settings.key(), clock, questions, workers, publisher, subscriber::missed))
                : Optional.empty();
        this.exchange = new RedisExchange(
                node,
                settings.key(),
                clock,
                publisher,
                subscriber,
                count,
                commands,
                stream.map(read -> new RedisMessageStream(settings.key(), publisher, read, clock))
                        .orElse(null));
        this.masters = new MasterWatch(clients, publisher, subscriber, questions, clock);
        this.conflict = new WireConflict(count, settings.wire(), settings.key());
        this.losses = new LossNotice(exchange, publisher::isConnected, publisher.counts()::lost, subscriber::missed);
        start(factory, publisher, "publisher");
        start(factory, subscriber::read, "receiver");
        start(factory, subscriber::write, "subscriber");
        stream.ifPresent(read -> start(factory, read::read, "stream"));
    }

    private void start(ThreadFactory factory, Runnable task, String name) {
        Thread thread = factory.newThread(task);
        thread.setName("parley-redis-" + name);
        threads.add(thread);
        thread.start();
    }

    private void look() {
        publisher.look();
        losses.look();
        masters.look();
        stream.ifPresent(read -> read.meet(subscriber.completions()));
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

    /**
     * Completes when what this node has published so far is in the hands of Redis, or when that cannot be known: without a
     * connection at once. Never fails. What depends on the stage runs on the thread that publishes, so it must be short.
     */
    public CompletionStage<Void> delivered() {
        return publisher.delivered();
    }

    /** The name of this node. */
    public String node() {
        return exchange.node();
    }

    /** The present state and the counts. */
    public MessagingStatus status() {
        boolean connected = publisher.isConnected()
                && subscriber.isConnected()
                && stream.map(RedisStream::isConnected).orElse(true);
        return new MessagingStatus(
                connected,
                connected ? publisher.latency() : Optional.empty(),
                publisher.counts().offered(),
                publisher.counts().published(),
                publisher.counts().dropped(),
                publisher.counts().uncertain(),
                subscriber.received() + stream.map(RedisStream::received).orElse(0L),
                exchange.malformed() + stream.map(RedisStream::malformed).orElse(0L),
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
        stream.ifPresent(RedisStream::close);
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
