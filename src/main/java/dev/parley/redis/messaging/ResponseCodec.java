package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.HiddenRooms;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * Encodes and decodes answers between nodes. They are JSON, except a client's acknowledgement, which may contain bytes
 * and is MessagePack. Most answers do not contain their type: it follows from their other fields. The id tells which
 * request is answered.
 *
 * <p>Our answers also have a {@code uid}, the name of the node that answers. Node's answers have none, and Node ignores
 * the field.
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
            json.add("type", RequestType.SERVER_SIDE_EMIT).add("data", MessageFields.withoutBytes(answer.value()));
        } else if (response instanceof ClusterResponse.ClientCount count) {
            json.add("type", RequestType.BROADCAST_CLIENT_COUNT).add("clientCount", count.clients());
        } else if (response instanceof ClusterResponse.Rooms rooms) {
            json.add("rooms", MessageFields.texts(HiddenRooms.notAmong(rooms.rooms())));
        } else if (response instanceof ClusterResponse.SocketIds sockets) {
            json.add("sockets", MessageFields.texts(sockets.ids()));
        } else if (response instanceof ClusterResponse.Sockets sockets) {
            json.add("sockets", MessageFields.withoutBytes(SocketDescriptionFields.write(sockets.sockets())));
        }
        return MessageFields.json(json.add("requestId", response.requestId()).add("uid", node));
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

    ReceivedMessage<ClusterResponse> decode(byte[] message) throws MalformedMessageException {
        JsonObject json = MessageFields.object(message);
        try {
            return new ReceivedMessage<>(MessageFields.name(json, "uid"), response(json));
        } catch (NullPointerException e) {
            // The constructors of the records check the required fields.
            throw new MalformedMessageException("an answer that lacks something");
        }
    }

    private static ClusterResponse response(JsonObject json) throws MalformedMessageException {
        String id = MessageFields.name(json, "requestId");
        if (json.get("type") instanceof JsonNumber) {
            return typed(id, json);
        }
        if (json.containsKey("rooms")) {
            return new ClusterResponse.Rooms(id, Set.copyOf(MessageFields.rooms(json.get("rooms"))));
        }
        if (json.containsKey("sockets")) {
            return sockets(id, MessageFields.array(json.get("sockets")));
        }
        return new ClusterResponse.Done(id);
    }

    private static ClusterResponse typed(String id, JsonObject json) throws MalformedMessageException {
        return switch (MessageFields.count(json, "type")) {
            case RequestType.SERVER_SIDE_EMIT ->
                new ClusterResponse.EmitAnswer(id, json.getOrDefault("data", JsonValue.NULL));
            case RequestType.BROADCAST_CLIENT_COUNT ->
                new ClusterResponse.ClientCount(id, MessageFields.count(json, "clientCount"));
            case RequestType.BROADCAST_ACK -> new ClusterResponse.ClientAck(id, argument(json.get("packet")));
            default -> throw new MalformedMessageException("an answer of an unknown type");
        };
    }

    private static JsonArray argument(JsonValue value) {
        return value == null
                ? JsonValue.EMPTY_JSON_ARRAY
                : JSON.createArrayBuilder().add(value).build();
    }

    /**
     * Reads the descriptions of sockets, or only their ids. An empty list, which may be either, is read as
     * descriptions.
     */
    private static ClusterResponse sockets(String id, JsonArray all) throws MalformedMessageException {
        if (!all.isEmpty() && all.get(0) instanceof JsonString) {
            return new ClusterResponse.SocketIds(id, Set.copyOf(MessageFields.rooms(all)));
        }
        return new ClusterResponse.Sockets(id, SocketDescriptionFields.read(all));
    }
}
