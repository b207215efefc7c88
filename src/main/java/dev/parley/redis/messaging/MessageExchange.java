package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import dev.parley.socketio.adapter.ClusterListener;
import java.util.concurrent.CompletionStage;

/**
 * What a {@link Wire} uses to exchange messages with other nodes: channels, without knowledge of what is said on them.
 * Thread-safe; no method blocks or throws because of the network.
 */
public interface MessageExchange {

    /** Reads a message, which may be malformed. */
    @FunctionalInterface
    interface Reader {
        /**
         * Called by the one thread that reads the messages of all channels, so it must not block.
         *
         * @throws MalformedMessageException if the message is none that a server of the cluster sends
         */
        void read(byte[] message) throws MalformedMessageException;
    }

    /** The name of this node. */
    String node();

    /** What the names of all channels begin with. */
    String key();

    /** The clock for durations. */
    MonotonicClock clock();

    /**
     * Queues a message for publishing. All messages leave on one connection, in the order of the calls.
     *
     * @param droppable whether the message is to be dropped unless it can be sent now
     */
    void publish(String channel, byte[] message, boolean droppable);

    /** Queues what this node says of itself, and not of its users, unless it cannot be sent now. It is not counted. */
    void tell(String channel, byte[] message);

    /**
     * Receives the messages of a channel from now on; a channel has at most one reader. A message that the reader
     * refuses is counted and forgotten.
     *
     * @return complete when Redis has confirmed the subscription, or when there is no connection; never fails
     */
    CompletionStage<Void> subscribe(String channel, Reader reader);

    /**
     * Completes when all messages have been read that were published before this call, on the channels to which this node
     * was subscribed: with false if there is no connection, or if it is lost meanwhile. Never fails.
     *
     * @param channel one to which this node is subscribed
     * @param reader its reader
     */
    CompletionStage<Boolean> caughtUp(String channel, Reader reader);

    /**
     * From now on calls a listener when messages may have been missed: when the connection is lost, when all
     * subscriptions have been made again, and when a message was too large. Called by the thread that reads; must not
     * block.
     */
    void onMissed(ClusterListener listener);

    /** Ends {@link #onMissed}. */
    void offMissed(ClusterListener listener);

    /** Ends the subscription to a channel. */
    void unsubscribe(String channel);

    /**
     * The stream of the cluster, for a wire that {@linkplain Wire#hasStream has one}.
     *
     * @throws UnsupportedOperationException if it has none
     */
    default MessageStream stream() {
        throw new UnsupportedOperationException("this wire has no stream");
    }

    /**
     * The number of other nodes that are subscribed to a channel to which this node is subscribed. Fails if there is no
     * connection, or no answer within a few seconds.
     */
    CompletionStage<Integer> others(String channel);
}
