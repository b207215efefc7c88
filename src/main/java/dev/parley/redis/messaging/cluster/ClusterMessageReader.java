package dev.parley.redis.messaging.cluster;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageFields;
import dev.parley.redis.messaging.SocketDescriptionFields;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the messages of {@code ClusterAdapter}, in JSON or MessagePack, and hands each on. What a message is follows
 * from its type, whatever channel it came by. Messages for another namespace, and the heartbeats of other adapters of
 * this family, are passed over. Thread-safe.
 */
public final class ClusterMessageReader {

    private static final Set<Integer> HEARTBEATS = Set.of(
            ClusterMessageType.INITIAL_HEARTBEAT, ClusterMessageType.HEARTBEAT, ClusterMessageType.ADAPTER_CLOSE);
    private static final Set<Integer> RESPONSES = Set.of(
            ClusterMessageType.FETCH_SOCKETS_RESPONSE,
            ClusterMessageType.SERVER_SIDE_EMIT_RESPONSE,
            ClusterMessageType.BROADCAST_CLIENT_COUNT,
            ClusterMessageType.BROADCAST_ACK);

    private final String node;
    private final String namespace;

    /** The reader of one node in one namespace. */
    public ClusterMessageReader(String node, String namespace) {
        this.node = node;
        this.namespace = namespace;
    }

    /**
     * Hands a message on, unless this node has sent it itself.
     *
     * @throws MalformedMessageException if the message is none that a server of the cluster sends
     */
    public void read(byte[] message, ClusterListener listener) throws MalformedMessageException {
        JsonObject json = MessageFields.object(message);
        String sender = MessageFields.name(json, "uid");
        if (namespace.equals(MessageFields.text(json, "nsp")) && !node.equals(sender)) {
            read(sender, MessageFields.count(json, "type"), json.get("data"), listener);
        }
    }

    /**
     * Hands a message on that has been taken apart: one of another node, for this namespace.
     *
     * @param sender the name of the other node; null if it did not tell it
     * @param data what belongs to the type; null if there is nothing
     * @throws MalformedMessageException if the message is none that a server of the cluster sends
     */
    public void read(String sender, int type, JsonValue data, ClusterListener listener)
            throws MalformedMessageException {
        Consumer<ClusterListener> content;
        try {
            content = content(sender, type, data);
        } catch (NullPointerException | IllegalArgumentException e) {
            // The constructors of the records check the required fields.
            throw new MalformedMessageException("a message that lacks something");
        }
        content.accept(listener);
    }

    private Consumer<ClusterListener> content(String sender, int type, JsonValue content)
            throws MalformedMessageException {
        if (HEARTBEATS.contains(type)) {
            // How many servers there are is asked of Redis.
            return nobody -> {};
        }
        JsonObject data = MessageFields.object(content);
        if (type == ClusterMessageType.BROADCAST && !data.containsKey("requestId")) {
            SocketPacket.Event packet = packet(data);
            BroadcastOptions options = options(data);
            return listener -> listener.broadcast(sender, packet, options);
        }
        if (RESPONSES.contains(type)) {
            ClusterResponse response = response(type, data);
            return listener -> listener.response(sender, response);
        }
        ClusterRequest request = request(type, data);
        return listener -> listener.request(sender, request);
    }

    private ClusterRequest request(int type, JsonObject data) throws MalformedMessageException {
        return switch (type) {
            case ClusterMessageType.BROADCAST ->
                new ClusterRequest.BroadcastWithAck(
                        id(data), packet(data), options(data), MessageFields.timeout(data.get("opts")));
            case ClusterMessageType.SOCKETS_JOIN ->
                new ClusterRequest.JoinRooms(options(data), MessageFields.rooms(data.get("rooms")));
            case ClusterMessageType.SOCKETS_LEAVE ->
                new ClusterRequest.LeaveRooms(options(data), MessageFields.rooms(data.get("rooms")));
            case ClusterMessageType.DISCONNECT_SOCKETS ->
                new ClusterRequest.Disconnect(options(data), data.get("close") == JsonValue.TRUE);
            case ClusterMessageType.FETCH_SOCKETS -> new ClusterRequest.FetchSockets(id(data), options(data));
            case ClusterMessageType.SERVER_SIDE_EMIT ->
                new ClusterRequest.ServerSideEmit(id(data), MessageFields.array(data.get("packet")));
            default -> throw new MalformedMessageException("a message of an unknown type");
        };
    }

    private static ClusterResponse response(int type, JsonObject data) throws MalformedMessageException {
        return switch (type) {
            case ClusterMessageType.FETCH_SOCKETS_RESPONSE ->
                new ClusterResponse.Sockets(
                        id(data), SocketDescriptionFields.read(MessageFields.array(data.get("sockets"))));
            case ClusterMessageType.SERVER_SIDE_EMIT_RESPONSE ->
                new ClusterResponse.EmitAnswer(id(data), data.getOrDefault("packet", JsonValue.NULL));
            case ClusterMessageType.BROADCAST_CLIENT_COUNT ->
                new ClusterResponse.ClientCount(id(data), MessageFields.count(data, "clientCount"));
            default -> new ClusterResponse.ClientAck(id(data), argument(data.get("packet")));
        };
    }

    private static JsonArray argument(JsonValue value) {
        return value == null
                ? JsonValue.EMPTY_JSON_ARRAY
                : JSON.createArrayBuilder().add(value).build();
    }

    private static String id(JsonObject data) throws MalformedMessageException {
        return MessageFields.name(data, "requestId");
    }

    private SocketPacket.Event packet(JsonObject data) throws MalformedMessageException {
        return MessageFields.event(data.get("packet"), namespace);
    }

    private static BroadcastOptions options(JsonObject data) throws MalformedMessageException {
        return MessageFields.options(data.get("opts"));
    }
}
