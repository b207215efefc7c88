package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/**
 * The rooms of one namespace, and delivery to their members.
 *
 * <p><b>Order.</b> Two broadcasts of one thread reach each member in their order. <b>Atomicity.</b> A member that has
 * joined before a broadcast begins gets it; one that has left before does not; {@link #remove} wins over every join that
 * races it, so no room keeps a member that is gone. <b>Blocking.</b> No method blocks; any thread may call. <b>Failure.</b>
 * Local delivery does not depend on other nodes.
 */
public interface Adapter {

    /** Gets to know the namespace; called once, before everything else. */
    void open(AdapterHost host);

    /** Takes a socket in, as a member of no room. */
    void add(Member member);

    /** Takes a socket out of all rooms and of the adapter, for good. Returns the rooms that it was in. */
    Set<String> remove(Member member);

    /** Joins rooms; those it is in already stay. Does nothing for a member that has been removed. */
    void join(Member member, Collection<String> rooms);

    /**
     * Whether what other nodes send to these rooms, which a member of this node has joined, reaches this node.
     *
     * @return complete when it does; also when no node can be reached, for that must not keep anybody from joining. Never
     *     fails. If it is not complete at once, it completes on a thread that may take a moment
     */
    CompletionStage<Void> ready(Collection<String> rooms);

    /**
     * Leaves a room.
     *
     * @return whether the member was in it
     */
    boolean leave(Member member, String room);

    /** The rooms that a member of this node is in; empty for one that is gone. A snapshot. */
    Set<String> roomsOf(Member member);

    /** Whether a member of this node is in a room. */
    boolean isIn(Member member, String room);

    /**
     * The members of a room on this node; empty when there are none. A view and no copy, for rooms may be large: it can be
     * walked while members come and go, and shows the room of the moment until its last member has left.
     */
    Set<Member> localMembers(String room);

    /** The rooms that have a member on this node. A snapshot. */
    Set<String> localRooms();

    /** Sends an event to the members that the options name. */
    void broadcast(SocketPacket.Event packet, BroadcastOptions options);

    /**
     * Sends an event to the members that the options name and collects their acknowledgements.
     *
     * @param packet has an id that no other event of the namespace has
     * @param expected told once how many acknowledgements there will be, perhaps after some of them came
     */
    void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration timeout,
            IntConsumer expected,
            AckCollector collector);

    /** Makes the members that the options name join rooms. */
    void joinAll(BroadcastOptions options, Collection<String> rooms);

    /** Makes the members that the options name leave rooms. */
    void leaveAll(BroadcastOptions options, Collection<String> rooms);

    /** Disconnects the members that the options name. */
    void disconnectAll(BroadcastOptions options, boolean close);

    /** Tells of the sockets that the options name, on all nodes. Never fails; whoever does not answer is missing. */
    CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets(BroadcastOptions options);

    /** The rooms that have a member on some node. Never fails; whoever does not answer is missing. */
    CompletionStage<ClusterReply<Set<String>>> allRooms();

    /**
     * Sends an event to the other servers.
     *
     * @param data the event's name and its arguments
     */
    void serverSideEmit(JsonArray data);

    /**
     * Sends an event to the other servers and collects what their handlers answer. Never fails; whoever does not answer
     * is missing.
     *
     * @param data the event's name and its arguments
     */
    CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data);

    /**
     * Sends an event to the other servers and collects what their handlers answer, until some of them have. Never fails;
     * who of these does not answer is missing.
     *
     * @param data the event's name and its arguments
     * @param nodes the names of the other nodes that are waited for; what others answer meanwhile is collected, too
     */
    CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data, Set<String> nodes);
}
