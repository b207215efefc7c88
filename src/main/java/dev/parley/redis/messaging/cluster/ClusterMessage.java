package dev.parley.redis.messaging.cluster;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.redis.messaging.MessageFields;
import dev.parley.redis.messaging.SocketDescriptionFields;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * What a node says, as {@code ClusterAdapter} says it. A Node server throws an exception, and so ends its process, when a
 * message lacks what its type needs; so all fields are written. Immutable.
 *
 * @param type the number of its type
 * @param data what belongs to the type; may contain bytes
 */
public record ClusterMessage(int type, JsonObject data) {

    /** The type of an event among the packets of Socket.IO. */
    private static final int EVENT = 2;

    /** An event for clients. */
    public static ClusterMessage of(SocketPacket.Event packet, BroadcastOptions options) {
        return message(
                ClusterMessageType.BROADCAST,
                JSON.createObjectBuilder().add("packet", packet(packet)).add("opts", options(options)));
    }

    /** What asks the other nodes for something. */
    public static ClusterMessage of(ClusterRequest request) {
        JsonObjectBuilder data = JSON.createObjectBuilder();
        if (request instanceof ClusterRequest.FetchSockets fetch) {
            data.add("opts", options(fetch.options())).add("requestId", fetch.id());
            return message(ClusterMessageType.FETCH_SOCKETS, data);
        }
        if (request instanceof ClusterRequest.JoinRooms join) {
            data.add("opts", options(join.options())).add("rooms", MessageFields.texts(join.rooms()));
            return message(ClusterMessageType.SOCKETS_JOIN, data);
        }
        if (request instanceof ClusterRequest.LeaveRooms leave) {
            data.add("opts", options(leave.options())).add("rooms", MessageFields.texts(leave.rooms()));
            return message(ClusterMessageType.SOCKETS_LEAVE, data);
        }
        if (request instanceof ClusterRequest.Disconnect disconnect) {
            data.add("opts", options(disconnect.options())).add("close", disconnect.close());
            return message(ClusterMessageType.DISCONNECT_SOCKETS, data);
        }
        if (request instanceof ClusterRequest.ServerSideEmit event) {
            if (event.id() != null) {
                data.add("requestId", event.id());
            }
            return message(ClusterMessageType.SERVER_SIDE_EMIT, data.add("packet", event.data()));
        }
        if (request instanceof ClusterRequest.BroadcastWithAck broadcast) {
            return message(ClusterMessageType.BROADCAST, broadcastWithAck(broadcast));
        }
        throw new IllegalArgumentException("this wire has no such request: " + request);
    }

    private static JsonObjectBuilder broadcastWithAck(ClusterRequest.BroadcastWithAck request) {
        JsonObjectBuilder flags =
                flags(request.options()).add("timeout", request.timeout().toMillis());
        return JSON.createObjectBuilder()
                .add("packet", packet(request.packet()))
                .add("requestId", request.id())
                .add("opts", MessageFields.options(request.options()).add("flags", flags));
    }

    /** What answers another node. */
    public static ClusterMessage of(ClusterResponse response) {
        JsonObjectBuilder data = JSON.createObjectBuilder().add("requestId", response.requestId());
        if (response instanceof ClusterResponse.Sockets sockets) {
            data.add("sockets", SocketDescriptionFields.write(sockets.sockets()));
            return message(ClusterMessageType.FETCH_SOCKETS_RESPONSE, data);
        }
        if (response instanceof ClusterResponse.EmitAnswer answer) {
            return message(ClusterMessageType.SERVER_SIDE_EMIT_RESPONSE, data.add("packet", answer.value()));
        }
        if (response instanceof ClusterResponse.ClientCount count) {
            return message(ClusterMessageType.BROADCAST_CLIENT_COUNT, data.add("clientCount", count.clients()));
        }
        if (response instanceof ClusterResponse.ClientAck ack) {
            ack.arguments().stream().findFirst().ifPresent(argument -> data.add("packet", argument));
            return message(ClusterMessageType.BROADCAST_ACK, data);
        }
        throw new IllegalArgumentException("this wire has no such answer: " + response);
    }

    private static JsonObjectBuilder packet(SocketPacket.Event packet) {
        return JSON.createObjectBuilder().add("type", EVENT).add("data", packet.data());
    }

    private static JsonObjectBuilder options(BroadcastOptions options) {
        return MessageFields.options(options).add("flags", flags(options));
    }

    private static JsonObjectBuilder flags(BroadcastOptions options) {
        JsonObjectBuilder flags = JSON.createObjectBuilder();
        return options.droppable() ? flags.add("volatile", JsonValue.TRUE) : flags;
    }

    private static ClusterMessage message(int type, JsonObjectBuilder data) {
        return new ClusterMessage(type, data.build());
    }
}
