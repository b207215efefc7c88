package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import java.util.concurrent.CompletionStage;

/**
 * The way from one namespace of this node to the same namespace of all other nodes, and back.
 *
 * <p><b>Order.</b> What one thread publishes arrives at each node in its order, with one limit: a message for a single
 * room may take another channel than one for several rooms or for everybody, but the two do not overtake each other.
 * <b>Atomicity.</b> A message arrives whole, at each node at most once, or not at all; never at the node that has
 * published it. <b>Blocking.</b> No method blocks, whatever state the network is in; any thread may call. <b>Failure.</b>
 * No method throws because of the network. What cannot be published, be it because there is no connection or because
 * more is published than the network takes, is dropped and counted; what arrives malformed is dropped and counted. After
 * an outage the subscriptions are what they would be without it.
 */
public interface ClusterBus {

    /** The name of this node, unlike that of every other. */
    String node();

    /**
     * Begins to receive; called once, before everything else. What is for all nodes arrives from then on, what is for
     * a single room only after {@link #subscribe}.
     */
    void open(ClusterListener listener);

    /** Publishes an event for the members that the options name, on all other nodes. */
    void publish(SocketPacket.Event packet, BroadcastOptions options);

    /** Publishes a request to all other nodes. */
    void publish(ClusterRequest request);

    /**
     * Publishes an answer.
     *
     * @param requester the node that has asked; null when it did not tell its name
     */
    void respond(String requester, ClusterResponse response);

    /**
     * Begins to receive what others send to a single room. Calls for one room, and those of {@link #unsubscribe}, have
     * an effect in their order.
     *
     * @return complete when every message that is published from now on will arrive; also, within a few seconds, when
     *     nobody can promise that because there is no connection, for which nobody shall wait. Never fails. It may
     *     complete on the thread that serves everybody
     */
    CompletionStage<Void> subscribe(String room);

    /** Ends what {@link #subscribe} has begun. Some messages may still come. */
    void unsubscribe(String room);

    /** How many other nodes there are just now; fails when there is no connection, or no answer within a few seconds. */
    CompletionStage<Integer> others();
}
