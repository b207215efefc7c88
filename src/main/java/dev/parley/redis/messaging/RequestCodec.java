package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * Encodes and decodes requests between nodes. They are JSON, except a broadcast that wants acknowledgements, which may
 * contain bytes and is MessagePack. A Node server throws an exception, and so ends its process, when a request lacks a
 * field that its type needs; so all fields are written.
 */
final class RequestCodec {

    private final String node;

    /** A codec of a node. */
    RequestCodec(String node) {
        this.node = node;
    }

    byte[] encode(ClusterRequest request) {
        if (request instanceof ClusterRequest.BroadcastWithAck broadcast) {
            return encode(broadcast);
        }
        JsonObjectBuilder json = JSON.createObjectBuilder().add("uid", node);
        if (request instanceof ClusterRequest.AllRooms all) {
            json.add("requestId", all.id()).add("type", RequestType.ALL_ROOMS);
        } else if (request instanceof ClusterRequest.FetchSockets fetch) {
            json.add("requestId", fetch.id())
                    .add("type", RequestType.REMOTE_FETCH)
                    .add("opts", MessageFields.options(fetch.options()));
        } else if (request instanceof ClusterRequest.JoinRooms join) {
            json.add("type", RequestType.REMOTE_JOIN)
                    .add("opts", MessageFields.options(join.options()))
                    .add("rooms", MessageFields.texts(join.rooms()));
        } else if (request instanceof ClusterRequest.LeaveRooms leave) {
            json.add("type", RequestType.REMOTE_LEAVE)
                    .add("opts", MessageFields.options(leave.options()))
                    .add("rooms", MessageFields.texts(leave.rooms()));
        } else if (request instanceof ClusterRequest.Disconnect disconnect) {
            json.add("type", RequestType.REMOTE_DISCONNECT)
                    .add("opts", MessageFields.options(disconnect.options()))
                    .add("close", disconnect.close());
        } else if (request instanceof ClusterRequest.ServerSideEmit event) {
            if (event.id() != null) {
                json.add("requestId", event.id());
            }
            json.add("type", RequestType.SERVER_SIDE_EMIT).add("data", MessageFields.withoutBytes(event.data()));
        } else {
            throw new IllegalArgumentException("nobody sends that any more: " + request);
        }
        return MessageFields.json(json);
    }

    private byte[] encode(ClusterRequest.BroadcastWithAck request) {
        MessagePackWriter out = new MessagePackWriter().mapHeader(5);
        out.text("uid").text(node).text("requestId").text(request.id());
        out.text("type").integer(RequestType.BROADCAST).text("packet");
        MessageFields.event(out, request.packet());
        out.text("opts");
        MessageFields.options(out, request.options());
        out.text("flags").mapHeader(1).text("timeout").integer(request.timeout().toMillis());
        return out.toBytes();
    }

    ReceivedMessage<ClusterRequest> decode(byte[] message) throws MalformedMessageException {
        JsonObject json = MessageFields.object(message);
        try {
            return new ReceivedMessage<>(MessageFields.name(json, "uid"), request(json));
        } catch (NullPointerException | IllegalArgumentException e) {
            // The constructors of the records check the required fields.
            throw new MalformedMessageException("a request that lacks something");
        }
    }

    private static ClusterRequest request(JsonObject json) throws MalformedMessageException {
        int type = MessageFields.count(json, "type");
        String id = MessageFields.name(json, "requestId");
        return switch (type) {
            case RequestType.SOCKETS ->
                new ClusterRequest.ListSockets(id, Set.copyOf(MessageFields.rooms(json.get("rooms"))));
            case RequestType.ALL_ROOMS -> new ClusterRequest.AllRooms(id);
            case RequestType.REMOTE_JOIN ->
                json.containsKey("opts")
                        ? new ClusterRequest.JoinRooms(options(json), MessageFields.rooms(json.get("rooms")))
                        : new ClusterRequest.JoinOne(
                                id, MessageFields.text(json, "sid"), MessageFields.text(json, "room"));
            case RequestType.REMOTE_LEAVE ->
                json.containsKey("opts")
                        ? new ClusterRequest.LeaveRooms(options(json), MessageFields.rooms(json.get("rooms")))
                        : new ClusterRequest.LeaveOne(
                                id, MessageFields.text(json, "sid"), MessageFields.text(json, "room"));
            case RequestType.REMOTE_DISCONNECT ->
                json.containsKey("opts")
                        ? new ClusterRequest.Disconnect(options(json), isTrue(json, "close"))
                        : new ClusterRequest.DisconnectOne(id, MessageFields.text(json, "sid"), isTrue(json, "close"));
            case RequestType.REMOTE_FETCH -> new ClusterRequest.FetchSockets(id, options(json));
            case RequestType.SERVER_SIDE_EMIT ->
                new ClusterRequest.ServerSideEmit(id, MessageFields.array(json.get("data")));
            case RequestType.BROADCAST ->
                new ClusterRequest.BroadcastWithAck(
                        id, packet(json), options(json), MessageFields.timeout(json.get("opts")));
            default -> throw new MalformedMessageException("a request of an unknown type");
        };
    }

    private static BroadcastOptions options(JsonObject json) throws MalformedMessageException {
        return MessageFields.options(json.get("opts"));
    }

    private static SocketPacket.Event packet(JsonObject json) throws MalformedMessageException {
        return MessageFields.event(json.get("packet"));
    }

    private static boolean isTrue(JsonObject json, String name) {
        return json.get(name) == JsonValue.TRUE;
    }
}
