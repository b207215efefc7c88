package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The adapter of the sockets of one node. By itself it is the adapter of a node that is alone; in a cluster, a
 * {@link ClusterAdapter} stands before it and brings what the other nodes send.
 */
public interface NodeAdapter extends Adapter {

    /** Itself. */
    @Override
    default NodeAdapter node() {
        return this;
    }

    /** Sets the observer of single sockets. Without it nothing is observed. */
    void observe(MemberObserver observer);

    /** Describes the sockets of this node that the options select. */
    List<SocketDescription> describe(BroadcastOptions options);

    /** The sockets of this node that the options select. A snapshot. */
    List<Member> selected(BroadcastOptions options);

    /**
     * Whether a room is kept for a client whose connection broke and who may come back. Perhaps also true for a room that has
     * members.
     */
    boolean isAwaited(String room);

    /**
     * Sends an event to the members that the options select, and then passes it on to the other nodes, in the same order as
     * other events.
     *
     * @param others passes it on; gets the event's origin, or null if it has none
     */
    default void broadcast(SocketPacket.Event packet, BroadcastOptions options, Consumer<EventOrigin> others) {
        broadcast(packet, options);
        others.accept(null);
    }

    /**
     * Sends an event to one member, and passes it on to the other nodes if they keep it, too.
     *
     * @param others passes it on; gets the event's origin
     */
    default void send(SocketPacket.Event packet, Member member, Consumer<EventOrigin> others) {
        send(packet, member);
    }

    /** An event of another node that has come by the stream of the cluster. */
    default void arrived(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        broadcast(packet, options);
    }

    /** See {@link ClusterListener#returned}. */
    default void returned(EventOrigin origin) {}

    /** See {@link ClusterListener#begun}. */
    default void begun(StreamId position) {}

    /** See {@link ClusterListener#past}. */
    default void past(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {}

    /** See {@link ClusterListener#keeps}. */
    default Duration keeps() {
        return Duration.ZERO;
    }

    /** Events of other nodes may have been missed just now: clients that were away may not be told that they got all. */
    void missed();
}
