package dev.parley.redis;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Set;

/**
 * Requests between nodes: JSON, apart from a broadcast that wants acknowledgements, which may carry bytes and is
 * MessagePack. A Node peer throws, and so ends its process, when a request lacks what its type needs; so all is there.
 */
final class RequestCodec {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    /** Nobody keeps a client's acknowledgement in mind for longer, whatever the other node says. */
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

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
                    .add("opts", WireFields.options(fetch.options()));
        } else if (request instanceof ClusterRequest.JoinRooms join) {
            json.add("type", RequestType.REMOTE_JOIN)
                    .add("opts", WireFields.options(join.options()))
                    .add("rooms", WireFields.texts(join.rooms()));
        } else if (request instanceof ClusterRequest.LeaveRooms leave) {
            json.add("type", RequestType.REMOTE_LEAVE)
                    .add("opts", WireFields.options(leave.options()))
                    .add("rooms", WireFields.texts(leave.rooms()));
        } else if (request instanceof ClusterRequest.Disconnect disconnect) {
            json.add("type", RequestType.REMOTE_DISCONNECT)
                    .add("opts", WireFields.options(disconnect.options()))
                    .add("close", disconnect.close());
        } else if (request instanceof ClusterRequest.ServerSideEmit event) {
            if (event.id() != null) {
                json.add("requestId", event.id());
            }
            json.add("type", RequestType.SERVER_SIDE_EMIT).add("data", WireFields.withoutBytes(event.data()));
        } else {
            throw new IllegalArgumentException("nobody sends that any more: " + request);
        }
        return WireFields.json(json);
    }

    private byte[] encode(ClusterRequest.BroadcastWithAck request) {
        MessagePackWriter out = new MessagePackWriter().mapHeader(5);
        out.text("uid").text(node).text("requestId").text(request.id());
        out.text("type").integer(RequestType.BROADCAST).text("packet");
        WireFields.event(out, request.packet());
        out.text("opts").mapHeader(3).text("rooms").texts(request.options().rooms());
        out.text("except").texts(request.options().except());
        out.text("flags").mapHeader(1).text("timeout").integer(request.timeout().toMillis());
        return out.toBytes();
    }

    Received<ClusterRequest> decode(byte[] message) throws MalformedMessageException {
        JsonObject json = WireFields.object(message);
        try {
            return new Received<>(WireFields.name(json, "uid"), request(json));
        } catch (NullPointerException | IllegalArgumentException e) {
            // The records check what they need.
            throw new MalformedMessageException("a request that lacks something");
        }
    }

    private static ClusterRequest request(JsonObject json) throws MalformedMessageException {
        int type = WireFields.count(json, "type");
        String id = WireFields.name(json, "requestId");
        return switch (type) {
            case RequestType.SOCKETS ->
                new ClusterRequest.ListSockets(id, Set.copyOf(WireFields.rooms(json.get("rooms"))));
            case RequestType.ALL_ROOMS -> new ClusterRequest.AllRooms(id);
            case RequestType.REMOTE_JOIN ->
                json.containsKey("opts")
                        ? new ClusterRequest.JoinRooms(options(json), WireFields.rooms(json.get("rooms")))
                        : new ClusterRequest.JoinOne(id, WireFields.text(json, "sid"), WireFields.text(json, "room"));
            case RequestType.REMOTE_LEAVE ->
                json.containsKey("opts")
                        ? new ClusterRequest.LeaveRooms(options(json), WireFields.rooms(json.get("rooms")))
                        : new ClusterRequest.LeaveOne(id, WireFields.text(json, "sid"), WireFields.text(json, "room"));
            case RequestType.REMOTE_DISCONNECT ->
                json.containsKey("opts")
                        ? new ClusterRequest.Disconnect(options(json), isTrue(json, "close"))
                        : new ClusterRequest.DisconnectOne(id, WireFields.text(json, "sid"), isTrue(json, "close"));
            case RequestType.REMOTE_FETCH -> new ClusterRequest.FetchSockets(id, options(json));
            case RequestType.SERVER_SIDE_EMIT ->
                new ClusterRequest.ServerSideEmit(id, WireFields.array(json.get("data")));
            case RequestType.BROADCAST ->
                new ClusterRequest.BroadcastWithAck(id, packet(json), options(json), timeout(json.get("opts")));
            default -> throw new MalformedMessageException("a request of an unknown type");
        };
    }

    private static BroadcastOptions options(JsonObject json) throws MalformedMessageException {
        return WireFields.options(json.get("opts"));
    }

    private static SocketPacket.Event packet(JsonObject json) throws MalformedMessageException {
        return WireFields.event(json.get("packet"));
    }

    private static boolean isTrue(JsonObject json, String name) {
        return json.get(name) == JsonValue.TRUE;
    }

    private static Duration timeout(JsonValue options) throws MalformedMessageException {
        if (WireFields.object(options).get("flags") instanceof JsonObject flags
                && flags.get("timeout") instanceof JsonNumber millis) {
            double wanted = Math.max(1, Math.min(millis.doubleValue(), MAX_TIMEOUT.toMillis()));
            return Duration.ofMillis((long) wanted);
        }
        return DEFAULT_TIMEOUT;
    }
}
