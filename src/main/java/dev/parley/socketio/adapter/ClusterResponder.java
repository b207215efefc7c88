package dev.parley.socketio.adapter;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.SocketPacket;
import dev.parley.tracing.DeliverySpan;
import jakarta.json.JsonArray;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Serves the requests of other nodes on this node, and answers them. A request that changes something is served at
 * once, in the order of arrival. A request that only reads something may take longer, and is served on the executor.
 */
final class ClusterResponder {

    private final AdapterHost host;
    private final NodeAdapter local;
    private final ClusterBus bus;
    private final Executor executor;

    ClusterResponder(AdapterHost host, NodeAdapter local, ClusterBus bus, Executor executor) {
        this.host = host;
        this.local = local;
        this.bus = bus;
        this.executor = executor;
    }

    /** Serves a request. {@code node} is null if the other node did not tell its name. */
    void serve(String node, ClusterRequest request) {
        if (request instanceof ClusterRequest.JoinRooms join) {
            local.joinAll(join.options(), join.rooms());
        } else if (request instanceof ClusterRequest.LeaveRooms leave) {
            local.leaveAll(leave.options(), leave.rooms());
        } else if (request instanceof ClusterRequest.Disconnect disconnect) {
            local.disconnectAll(disconnect.options(), disconnect.close());
        } else if (request instanceof ClusterRequest.OfOneSocket one) {
            serveOne(node, one);
        } else if (request instanceof ClusterRequest.ServerSideEmit event) {
            hear(node, event);
        } else if (request instanceof ClusterRequest.BroadcastWithAck broadcast) {
            broadcast(node, broadcast);
        } else {
            executor.execute(() -> bus.respond(node, told(request)));
        }
    }

    private ClusterResponse told(ClusterRequest request) {
        if (request instanceof ClusterRequest.FetchSockets fetch) {
            return new ClusterResponse.Sockets(fetch.id(), local.describe(fetch.options()));
        }
        if (request instanceof ClusterRequest.ListSockets list) {
            BroadcastOptions options = new BroadcastOptions(list.rooms(), Set.of(), true, false);
            return new ClusterResponse.SocketIds(
                    list.id(), local.selected(options).stream().map(Member::id).collect(Collectors.toSet()));
        }
        if (request instanceof ClusterRequest.AllRooms all) {
            return new ClusterResponse.Rooms(all.id(), local.localRooms());
        }
        throw new IllegalArgumentException("no such request: " + request);
    }

    private void serveOne(String node, ClusterRequest.OfOneSocket request) {
        host.member(request.socketId()).ifPresent(member -> {
            if (request instanceof ClusterRequest.JoinOne join) {
                member.join(Set.of(join.room()));
            } else if (request instanceof ClusterRequest.LeaveOne leave) {
                member.leave(leave.room());
            } else if (request instanceof ClusterRequest.DisconnectOne disconnect) {
                member.disconnect(disconnect.close());
            }
            bus.respond(node, new ClusterResponse.Done(request.id()));
        });
    }

    private void hear(String node, ClusterRequest.ServerSideEmit event) {
        if (event.id() == null) {
            host.serverSideEvent(event.data(), null);
        } else {
            host.serverSideEvent(
                    event.data(), value -> bus.respond(node, new ClusterResponse.EmitAnswer(event.id(), value)));
        }
    }

    private void broadcast(String node, ClusterRequest.BroadcastWithAck request) {
        SocketPacket.Event packet = request.packet().withId(host.nextId());
        DeliverySpan span = host.delivering(packet, request.options());
        try {
            deliver(node, request, packet);
        } finally {
            span.close();
        }
    }

    private void deliver(String node, ClusterRequest.BroadcastWithAck request, SocketPacket.Event packet) {
        local.broadcast(
                packet,
                request.options(),
                request.timeout(),
                clients -> bus.respond(node, new ClusterResponse.ClientCount(request.id(), clients)),
                new AckCollector() {
                    @Override
                    public void acknowledged(JsonArray arguments) {
                        bus.respond(node, new ClusterResponse.ClientAck(request.id(), first(arguments)));
                    }

                    @Override
                    public void missed() {
                        // There is no message for this: the other node notices it when its time-out expires.
                    }
                });
    }

    private static JsonArray first(JsonArray arguments) {
        return arguments.size() <= 1
                ? arguments
                : JSON.createArrayBuilder().add(arguments.get(0)).build();
    }
}
