package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.redis.connection.OutageLog;
import dev.parley.socketio.adapter.ClusterListener;
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
    private final MessageStream stream;
    private final AtomicLong malformed = new AtomicLong();
    private final OutageLog questions;

    /**
     * The exchange.
     *
     * @param stream the stream of the cluster; null if the wire has none
     */
    RedisExchange(
            String node,
            String key,
            MonotonicClock clock,
            RedisPublisher publisher,
            RedisSubscriber subscriber,
            SubscriberCount count,
            PubSubCommands commands,
            MessageStream stream) {
        this.node = node;
        this.key = key;
        this.clock = clock;
        this.publisher = publisher;
        this.subscriber = subscriber;
        this.count = count;
        this.commands = commands;
        this.questions = new OutageLog(
                LOG,
                clock,
                "Redis does not say how many nodes there are, and requests to them fail",
                "Redis says how many nodes there are again");
        this.stream = stream;
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
    public void tell(String channel, byte[] message) {
        publisher.tell(channel, message);
    }

    @Override
    public CompletionStage<Void> subscribe(String channel, Reader reader) {
        return subscriber.subscribe(channel, message -> read(reader, message));
    }

    /** A second subscription changes nothing; its confirmation follows what had been published before. */
    @Override
    public CompletionStage<Boolean> caughtUp(String channel, Reader reader) {
        return subscriber.isConnected()
                ? subscribe(channel, reader).thenApply(done -> subscriber.isConnected())
                : CompletableFuture.completedStage(false);
    }

    @Override
    public void onMissed(ClusterListener listener) {
        subscriber.onMissed(listener);
    }

    @Override
    public void offMissed(ClusterListener listener) {
        subscriber.offMissed(listener);
    }

    private void read(Reader reader, byte[] message) {
        if (message.length == 0) {
            // It was too large, see RedisConnection.
            subscriber.missed();
        }
        try {
            reader.read(message);
        } catch (MalformedMessageException e) {
            malformed.incrementAndGet();
            LOG.log(Level.DEBUG, "A message is malformed: {0}", e.getMessage());
        }
    }

    @Override
    public MessageStream stream() {
        return stream == null ? MessageExchange.super.stream() : stream;
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
        return count.of(commands, channel)
                .whenComplete((all, failure) -> report(failure))
                .thenApply(all -> Math.max(0, all - 1));
    }

    private void report(Throwable failure) {
        if (failure == null) {
            questions.well();
        } else {
            questions.lost(failure);
        }
    }
}
