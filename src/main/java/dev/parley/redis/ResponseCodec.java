package dev.parley.redis;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Answers between nodes: JSON, apart from a client's acknowledgement, which may carry bytes and is MessagePack. Most do
 * not say what they answer; that follows from what is in them, and the id tells whom it concerns.
 *
 * <p>Ours also have a {@code uid}, the name of the node that answers. Node's do not, and Node does not look for it.
 */
final class ResponseCodec {

    private final String node;

    /** A codec of a node. */
    ResponseCodec(String node) {
        this.node = node;
    }

    byte[] encode(ClusterResponse response) {
        if (response instanceof ClusterResponse.ClientAck ack) {
            return encode(ack);
        }
        JsonObjectBuilder json = JSON.createObjectBuilder();
        if (response instanceof ClusterResponse.EmitAnswer answer) {
            json.add("type", RequestType.SERVER_SIDE_EMIT).add("data", WireFields.withoutBytes(answer.value()));
        } else if (response instanceof ClusterResponse.ClientCount count) {
            json.add("type", RequestType.BROADCAST_CLIENT_COUNT).add("clientCount", count.clients());
        } else if (response instanceof ClusterResponse.Rooms rooms) {
            json.add("rooms", WireFields.texts(rooms.rooms()));
        } else if (response instanceof ClusterResponse.SocketIds sockets) {
            json.add("sockets", WireFields.texts(sockets.ids()));
        } else if (response instanceof ClusterResponse.Sockets sockets) {
            JsonArrayBuilder all = JSON.createArrayBuilder();
            sockets.sockets().forEach(socket -> all.add(description(socket)));
            json.add("sockets", all);
        }
        return WireFields.json(json.add("requestId", response.requestId()).add("uid", node));
    }

    private byte[] encode(ClusterResponse.ClientAck ack) {
        boolean empty = ack.arguments().isEmpty();
        MessagePackWriter out = new MessagePackWriter().mapHeader(empty ? 3 : 4);
        out.text("type").integer(RequestType.BROADCAST_ACK).text("requestId").text(ack.requestId());
        out.text("uid").text(node);
        if (!empty) {
            out.text("packet").value(ack.arguments().get(0));
        }
        return out.toBytes();
    }

    private static JsonObjectBuilder description(SocketDescription socket) {
        return JSON.createObjectBuilder()
                .add("id", socket.id())
                .add("handshake", WireFields.withoutBytes(socket.handshake()))
                .add("rooms", WireFields.texts(socket.rooms()))
                .add("data", WireFields.withoutBytes(socket.data()));
    }

    Received<ClusterResponse> decode(byte[] message) throws MalformedMessageException {
        JsonObject json = WireFields.object(message);
        try {
            return new Received<>(WireFields.name(json, "uid"), response(json));
        } catch (NullPointerException e) {
            // The records check what they need.
            throw new MalformedMessageException("an answer that lacks something");
        }
    }

    private static ClusterResponse response(JsonObject json) throws MalformedMessageException {
        String id = WireFields.name(json, "requestId");
        if (json.get("type") instanceof JsonNumber) {
            return typed(id, json);
        }
        if (json.containsKey("rooms")) {
            return new ClusterResponse.Rooms(id, Set.copyOf(WireFields.rooms(json.get("rooms"))));
        }
        if (json.containsKey("sockets")) {
            return sockets(id, WireFields.array(json.get("sockets")));
        }
        return new ClusterResponse.Done(id);
    }

    private static ClusterResponse typed(String id, JsonObject json) throws MalformedMessageException {
        return switch (WireFields.count(json, "type")) {
            case RequestType.SERVER_SIDE_EMIT ->
                new ClusterResponse.EmitAnswer(id, json.getOrDefault("data", JsonValue.NULL));
            case RequestType.BROADCAST_CLIENT_COUNT ->
                new ClusterResponse.ClientCount(id, WireFields.count(json, "clientCount"));
            case RequestType.BROADCAST_ACK -> new ClusterResponse.ClientAck(id, argument(json.get("packet")));
            default -> throw new MalformedMessageException("an answer of an unknown type");
        };
    }

    private static JsonArray argument(JsonValue value) {
        return value == null
                ? JsonValue.EMPTY_JSON_ARRAY
                : JSON.createArrayBuilder().add(value).build();
    }

    /** What is told of sockets, or only their ids; of none, it is both. */
    private static ClusterResponse sockets(String id, JsonArray all) throws MalformedMessageException {
        if (!all.isEmpty() && all.get(0) instanceof JsonString) {
            return new ClusterResponse.SocketIds(id, Set.copyOf(WireFields.rooms(all)));
        }
        List<SocketDescription> sockets = new ArrayList<>();
        for (JsonValue socket : all) {
            sockets.add(description(WireFields.object(socket)));
        }
        return new ClusterResponse.Sockets(id, sockets);
    }

    private static SocketDescription description(JsonObject json) throws MalformedMessageException {
        return new SocketDescription(
                WireFields.text(json, "id"),
                json.get("handshake") instanceof JsonObject handshake ? handshake : JsonValue.EMPTY_JSON_OBJECT,
                Set.copyOf(WireFields.rooms(json.get("rooms"))),
                json.getOrDefault("data", JsonValue.NULL));
    }
}
