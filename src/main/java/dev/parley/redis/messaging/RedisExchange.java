package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** The {@link MessageExchange} of a node, by its two connections to Redis. */
final class RedisExchange implements MessageExchange {

    private static final Logger LOG = System.getLogger(RedisExchange.class.getName());

    private final String node;
    private final String key;
    private final MonotonicClock clock;
    private final RedisPublisher publisher;
    private final RedisSubscriber subscriber;
    private final SubscriberCount count;
    private final PubSubCommands commands;
    private final AtomicLong malformed = new AtomicLong();

    RedisExchange(
            String node,
            String key,
            MonotonicClock clock,
            RedisPublisher publisher,
            RedisSubscriber subscriber,
            SubscriberCount count,
            PubSubCommands commands) {
        this.node = node;
        this.key = key;
        this.clock = clock;
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.count = count;
        this.commands = commands;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public MonotonicClock clock() {
        return clock;
    }

    /** How many messages were refused by their readers. */
    long malformed() {
        return malformed.get();
    }

    @Override
    public void publish(String channel, byte[] message, boolean droppable) {
        publisher.offer(channel, message, droppable);
    }

    @Override
    public CompletionStage<Void> subscribe(String channel, Reader reader) {
        return subscriber.subscribe(channel, message -> read(reader, message));
    }

    private void read(Reader reader, byte[] message) {
        try {
            reader.read(message);
        } catch (MalformedMessageException e) {
            malformed.incrementAndGet();
            LOG.log(Level.DEBUG, "A message is malformed: {0}", e.getMessage());
        }
    }

    @Override
    public void unsubscribe(String channel) {
        subscriber.unsubscribe(channel);
    }

    @Override
    public CompletionStage<Integer> others(String channel) {
        if (!subscriber.isConnected()) {
            return CompletableFuture.failedStage(new IOException("no connection to Redis"));
        }
        return count.of(commands, channel).thenApply(all -> Math.max(0, all - 1));
    }
}
