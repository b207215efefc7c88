package dev.parley.socketio.adapter;

import dev.parley.engine.Timers;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * The adapter of a node in a cluster: a {@link LocalAdapter} for this node's sockets, and a {@link ClusterBus} to the
 * other nodes. This class knows what a cluster needs; it does not know how messages are transported.
 *
 * <p>Each operation takes effect first, and at once, on this node; afterwards it is sent to the other nodes. So an
 * outage changes nothing for the sockets of this node. Events from other nodes are delivered like events of this node.
 */
public final class ClusterAdapter implements Adapter {

    private final LocalAdapter local;
    private final ClusterBus bus;
    private final Executor executor;
    private final RoomSubscriptions subscriptions;
    private final ClusterRequests requests;

    /**
     * An adapter without sockets.
     *
     * @param bus the bus of the same namespace; the adapter opens it
     * @param executor runs tasks that may take a moment; must not reject a task before the node ends
     */
    public ClusterAdapter(ClusterBus bus, Timers timers, Executor executor) {
        this(bus, timers, executor, DeliveryObserver.NONE);
    }

    /**
     * An adapter without sockets that reports to an observer what it delivers to the sockets of this node.
     *
     * @param bus the bus of the same namespace; the adapter opens it
     * @param executor runs tasks that may take a moment; must not reject a task before the node ends
     */
    public ClusterAdapter(ClusterBus bus, Timers timers, Executor executor, DeliveryObserver observer) {
        this.local = new LocalAdapter(observer);
        this.bus = bus;
        this.executor = executor;
        this.subscriptions = new RoomSubscriptions(
                bus, timers, executor, room -> !local.localMembers(room).isEmpty());
        this.requests = new ClusterRequests(bus, timers, executor);
    }

    @Override
    public void open(AdapterHost host) {
        ClusterResponder responder = new ClusterResponder(host, local, bus, executor);
        bus.open(new ClusterListener() {
            @Override
            public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
                local.broadcast(packet, options);
            }

            @Override
            public void request(String node, ClusterRequest request) {
                responder.serve(node, request);
            }

            @Override
            public void response(String node, ClusterResponse response) {
                requests.receive(node, response);
            }
        });
    }

    @Override
    public void close() {
        subscriptions.close();
        bus.close();
    }

    @Override
    public void add(Member member) {
        local.add(member);
    }

    @Override
    public Set<String> remove(Member member) {
        Set<String> rooms = local.remove(member);
        subscriptions.left(rooms);
        return rooms;
    }

    @Override
    public void join(Member member, Collection<String> rooms) {
        local.join(member, rooms);
        subscriptions.joined(rooms);
        // A removed member is in no room. If a room has no member for this reason, the subscription must end again.
        subscriptions.left(rooms);
    }

    @Override
    public CompletionStage<Void> ready(Collection<String> rooms) {
        return subscriptions.ready(rooms);
    }

    @Override
    public boolean leave(Member member, String room) {
        boolean left = local.leave(member, room);
        if (left) {
            subscriptions.left(Set.of(room));
        }
        return left;
    }

    @Override
    public Set<String> roomsOf(Member member) {
        return local.roomsOf(member);
    }

    @Override
    public boolean isIn(Member member, String room) {
        return local.isIn(member, room);
    }

    @Override
    public Set<Member> localMembers(String room) {
        return local.localMembers(room);
    }

    @Override
    public Set<String> localRooms() {
        return local.localRooms();
    }

    @Override
    public void broadcast(SocketPacket.Event packet, BroadcastOptions options) {
        local.broadcast(packet, options);
        if (!options.local()) {
            bus.publish(packet, options);
        }
    }

    @Override
    public void broadcast(
            SocketPacket.Event packet,
            BroadcastOptions options,
            Duration timeout,
            IntConsumer expected,
            AckCollector collector) {
        if (options.local()) {
            local.broadcast(packet, options, timeout, expected, collector);
            return;
        }
        requests.broadcast(
                packet,
                options,
                timeout,
                expected,
                collector,
                all -> local.broadcast(packet, options, timeout, all::local, collector));
    }

    @Override
    public void joinAll(BroadcastOptions options, Collection<String> rooms) {
        local.joinAll(options, rooms);
        publish(options, new ClusterRequest.JoinRooms(options, List.copyOf(rooms)));
    }

    @Override
    public void leaveAll(BroadcastOptions options, Collection<String> rooms) {
        local.leaveAll(options, rooms);
        publish(options, new ClusterRequest.LeaveRooms(options, List.copyOf(rooms)));
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        local.disconnectAll(options, close);
        publish(options, new ClusterRequest.Disconnect(options, close));
    }

    private void publish(BroadcastOptions options, ClusterRequest request) {
        if (!options.local()) {
            bus.publish(request);
        }
    }

    @Override
    public CompletionStage<ClusterReply<List<SocketDescription>>> fetchSockets(BroadcastOptions options) {
        if (options.local()) {
            return local.fetchSockets(options);
        }
        return requests.ask(
                        id -> new ClusterRequest.FetchSockets(id, options),
                        response -> response instanceof ClusterResponse.Sockets told ? told.sockets() : null)
                .thenApply(answer -> answer.map(remote -> {
                    List<SocketDescription> all = new ArrayList<>(local.describe(options));
                    all.addAll(remote);
                    return List.copyOf(all);
                }));
    }

    @Override
    public CompletionStage<ClusterReply<Set<String>>> allRooms() {
        return requests.ask(
                        ClusterRequest.AllRooms::new,
                        response -> response instanceof ClusterResponse.Rooms told ? List.copyOf(told.rooms()) : null)
                .thenApply(answer -> answer.map(remote -> {
                    Set<String> all = new HashSet<>(local.localRooms());
                    all.addAll(remote);
                    return Set.copyOf(all);
                }));
    }

    @Override
    public void serverSideEmit(JsonArray data) {
        bus.publish(new ClusterRequest.ServerSideEmit(null, data));
    }

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data) {
        return requests.ask(id -> new ClusterRequest.ServerSideEmit(id, data), ClusterAdapter::answer);
    }

    @Override
    public CompletionStage<ClusterReply<List<JsonValue>>> serverSideEmitWithAck(JsonArray data, Set<String> nodes) {
        return requests.ask(id -> new ClusterRequest.ServerSideEmit(id, data), ClusterAdapter::answer, nodes);
    }

    private static List<JsonValue> answer(ClusterResponse response) {
        return response instanceof ClusterResponse.EmitAnswer told ? List.of(told.value()) : null;
    }
}
