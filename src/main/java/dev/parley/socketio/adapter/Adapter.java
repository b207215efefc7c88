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
 * <p><b>Order.</b> Two broadcasts by one thread reach each member in the order of the calls. <b>Atomicity.</b> A member
 * that has joined before a broadcast begins gets the broadcast; a member that has left before does not. {@link #remove}
 * wins over every concurrent join, so no room keeps a member that is gone. <b>Blocking.</b> No method blocks; any
 * thread may call. <b>Failure.</b> Local delivery does not depend on other nodes.
 */
public interface Adapter {

    /** What delivers to the sockets of this node. */
    NodeAdapter node();

    /** Connects the adapter with its namespace. Called once, before any other method. */
    void open(AdapterHost host);

    /**
     * Stops receiving from other nodes, for good. The last member has been removed, and no other will be added. What is
     * broadcast afterwards still reaches other nodes; answers of theirs may not arrive.
     */
    void close();

    /** Adds a socket, which is not yet in any room. */
    void add(Member member);

    /** Removes a socket from all rooms and from the adapter, for good. Returns the rooms that the socket was in. */
    Set<String> remove(Member member);

    /** Adds a member to rooms; the member stays in its other rooms. Does nothing for a member that has been removed. */
    void join(Member member, Collection<String> rooms);

    /**
     * Completes when events that other nodes send to these rooms reach this node. A member of this node must have
     * joined the rooms.
     *
     * @return a stage that completes then. It also completes if no node can be reached, because that must not prevent
     *     anybody from joining. Never fails. If the stage is not complete at once, it completes on a thread on which
     *     dependent work may take a moment
     */
    CompletionStage<Void> ready(Collection<String> rooms);

    /**
     * Completes when everything has arrived that other nodes had sent before this call: with false if nobody can know that,
     * because there is no connection. Never fails. If the stage is not complete at once, it completes on a thread on
     * which dependent work may take a moment.
     */
    CompletionStage<Boolean> caughtUp();

    /**
     * Removes a member from a room.
     *
     * @return whether the member was in it
     */
    boolean leave(Member member, String room);

    /** The rooms that a member of this node is in; empty for a member that is gone. A snapshot. */
    Set<String> roomsOf(Member member);

    /** Whether a member of this node is in a room. */
    boolean isIn(Member member, String room);

    /**
     * The members of a room on this node; empty if there are none. A view and not a copy, because rooms may be large.
     * The view can be iterated while members join and leave, and it shows the current members until the last of them
     * has left.
     */
    Set<Member> localMembers(String room);

    /** The rooms that have a member on this node. A snapshot. */
    Set<String> localRooms();

    /** Sends an event to one member of this node, so that it gets it later if its connection breaks now. */
    void send(SocketPacket.Event packet, Member member);

    /** Sends an event to the members that the options select. */
    void broadcast(SocketPacket.Event packet, BroadcastOptions options);

    /**
     * Sends an event to the members that the options select and collects their acknowledgements.
     *
     * @param packet the event, with an id that no other event of the namespace has
     * @param expected called once with the number of acknowledgements to expect, perhaps after some of them have
     *     arrived
     */
    void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration timeout,
            IntConsumer expected,
            AckCollector collector);

    /** Makes the members that the options select join rooms. */
    void joinAll(BroadcastOptions options, Collection<String> rooms);

    /** Makes the members that the options select leave rooms. */
    void leaveAll(BroadcastOptions options, Collection<String> rooms);

    /**
     * Disconnects the members that the options select. If {@code close} is true, closes the whole connections of their
     * clients.
     */
    void disconnectAll(BroadcastOptions options, boolean close);

    /**
     * Describes the sockets that the options select, on all nodes. Never fails; a node that does not answer is reported
     * as missing.
     */
    CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets(BroadcastOptions options);

    /**
     * The rooms that have a member on at least one node. Never fails; a node that does not answer is reported as
     * missing.
     */
    CompletionStage<ClusterReply<Set<String>>> allRooms();

    /**
     * Sends an event to the other servers.
     *
     * @param data the event's name and its arguments
     */
    void serverSideEmit(JsonArray data);

    /**
     * Sends an event to the other servers and collects the answers of their handlers. Never fails; a node that does not
     * answer is reported as missing.
     *
     * @param data the event's name and its arguments
     */
    CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data);

    /**
     * Sends an event to the other servers and collects the answers of their handlers, until the named nodes have
     * answered. Never fails; a named node that does not answer is reported as missing.
     *
     * @param data the event's name and its arguments
     * @param nodes the names of the other nodes whose answers are waited for; answers that arrive from further nodes
     *     meanwhile are collected, too
     */
    CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data, Set<String> nodes);
}
