package dev.parley.socketio.adapter;

import dev.parley.engine.Timers;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.tracing.DeliverySpan;
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
 * The adapter of a node in a cluster: a {@link NodeAdapter} for this node's sockets, and a {@link ClusterBus} to the
 * other nodes. This class knows what a cluster needs; it does not know how messages are transported.
 *
 * <p>Each operation takes effect first, and at once, on this node; afterwards it is sent to the other nodes. So an
 * outage changes nothing for the sockets of this node. Events from other nodes are delivered like events of this node.
 *
 * <p>It is longer than others, because {@link Adapter} and {@link ClusterListener} have many methods, and each is short here.
 */
public final class ClusterAdapter implements Adapter {

    private final NodeAdapter local;
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
        this(bus, timers, executor, new LocalAdapter());
    }

    /**
     * An adapter without sockets.
     *
     * @param bus the bus of the same namespace; the adapter opens it
     * @param executor runs tasks that may take a moment; must not reject a task before the node ends
     * @param local delivers to the sockets of this node, and has none yet
     */
    public ClusterAdapter(ClusterBus bus, Timers timers, Executor executor, NodeAdapter local) {
        this.local = local;
        this.bus = bus;
        this.executor = executor;
        this.subscriptions = new RoomSubscriptions(
                bus, timers, executor, room -> !local.localMembers(room).isEmpty(), local::isAwaited);
        this.requests = new ClusterRequests(bus, timers, executor);
    }

    @Override
    public NodeAdapter node() {
        return local;
    }

    @Override
    public void open(AdapterHost host) {
        local.open(host);
        ClusterResponder responder = new ClusterResponder(host, local, bus, executor);
        bus.open(new ClusterListener() {
            @Override
            public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
                DeliverySpan span = host.delivering(packet, options);
                try {
                    local.broadcast(packet, options);
                } finally {
                    span.close();
                }
            }

            @Override
            public void broadcast(
                    String node, SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
                DeliverySpan span = host.delivering(packet, options);
                try {
                    local.arrived(packet, options, origin);
                } finally {
                    span.close();
                }
            }

            @Override
            public void returned(EventOrigin origin) {
                local.returned(origin);
            }

            @Override
            public void begun(StreamId position) {
                local.begun(position);
            }

            @Override
            public void past(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
                local.past(packet, options, origin);
            }

            @Override
            public Duration keeps() {
                return local.keeps();
            }

            @Override
            public void request(String node, ClusterRequest request) {
                responder.serve(node, request);
                if (request instanceof ClusterRequest.JoinRooms join) {
                    subscriptions.awaited(join.rooms());
                }
            }

            @Override
            public void missed() {
                local.missed();
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
        local.close();
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
        return subscriptions.ready(rooms).thenCombine(local.ready(rooms), (reachable, kept) -> null);
    }

    @Override
    public CompletionStage<Boolean> caughtUp() {
        return bus.caughtUp().thenApplyAsync(caughtUp -> caughtUp, executor);
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
    public void send(SocketPacket.Event packet, Member member) {
        BroadcastOptions only = new BroadcastOptions(Set.of(member.id()), Set.of(), false, false);
        local.send(packet, member, origin -> bus.publish(packet, only, origin));
    }

    @Override
    public void broadcast(SocketPacket.Event packet, BroadcastOptions options) {
        local.broadcast(packet, options, origin -> publish(packet, options, origin));
    }

    private void publish(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        if (options.local()) {
            return;
        }
        if (origin == null) {
            bus.publish(packet, options);
        } else {
            bus.publish(packet, options, origin);
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
        subscriptions.awaited(rooms);
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
