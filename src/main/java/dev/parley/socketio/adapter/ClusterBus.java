package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Carries messages between one namespace of this node and the same namespace of all other nodes.
 *
 * <p><b>Order.</b> Messages that one thread publishes arrive at each node in the order of the calls. This is also true
 * if a message for a single room takes another channel than a message for several rooms or for everybody.
 * <b>Atomicity.</b> A message arrives whole and at most once at each node, or not at all. It never arrives at the node
 * that has published it. <b>Blocking.</b> No method blocks, whatever the state of the network; any thread may call.
 * <b>Failure.</b> No method throws because of the network. A message that cannot be published is dropped and counted,
 * either because there is no connection or because more is published than the network can carry. A message that arrives
 * malformed is dropped and counted, too. After an outage the subscriptions are the same as if there had been no outage.
 */
public interface ClusterBus {

    /** The name of this node, which no other node has. */
    String node();

    /**
     * Starts to receive. Called once, before any other method. Messages for all nodes arrive from then on; messages for
     * a single room arrive only after {@link #subscribe}.
     */
    void open(ClusterListener listener);

    /**
     * Stops to receive messages for all nodes, for good; the subscriptions to rooms have ended before. Some messages may
     * still arrive. It is still possible to publish.
     */
    void close();

    /** Publishes an event for the members that the options select, on all other nodes. */
    void publish(SocketPacket.Event packet, BroadcastOptions options);

    /**
     * Publishes an event as {@link #publish(SocketPacket.Event, BroadcastOptions)} does, with its number in the log of this
     * node; {@link ClusterListener#returned} tells its position if the bus has a stream.
     */
    default void publish(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        publish(packet, options);
    }

    /** Where the nodes keep their sessions; empty if they keep none together. */
    default Optional<SessionStore> sessions() {
        return Optional.empty();
    }

    /** Up to this position of the stream everything has been given to the listener; empty if that is not known. */
    default Optional<StreamId> position() {
        return Optional.empty();
    }

    /** Publishes a request to all other nodes. */
    void publish(ClusterRequest request);

    /**
     * Publishes an answer.
     *
     * @param requester the node that sent the request; null if it did not tell its name
     */
    void respond(String requester, ClusterResponse response);

    /**
     * Starts to receive the messages that other nodes send to a single room. The calls of this method and of
     * {@link #unsubscribe} for one room take effect in the order of the calls.
     *
     * @return a stage that completes when every message that is published from then on will arrive. Without a
     *     connection it completes within a few seconds and guarantees nothing, because nobody should wait for a
     *     connection. Never fails. The stage may complete on the one thread that receives all messages
     */
    CompletionStage<Void> subscribe(String room);

    /**
     * Completes when everything has arrived that was published for this node before this call: with false if that cannot
     * be known, because there is no connection or it is lost meanwhile. Never fails. The stage may complete on the one
     * thread that receives all messages. If this node has {@linkplain SessionStore#claim claimed} a session before this call, and
     * has no answer yet: when everything has arrived that was published before the session was this node's.
     */
    CompletionStage<Boolean> caughtUp();

    /** Ends the subscription to a room. Some messages may still arrive. */
    void unsubscribe(String room);

    /** The present number of other nodes. Fails if there is no connection, or no answer within a few seconds. */
    CompletionStage<Integer> others();
}
