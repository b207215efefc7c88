package dev.parley.redis.messaging.cluster;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.redis.messaging.MessageFields;
import dev.parley.redis.messaging.MessagePackWriter;
import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the messages of a node as {@code ClusterAdapter} does: {@code type}, {@code data}, {@code uid} (the name of the
 * node) and {@code nsp}, in this order. Thread-safe.
 */
public final class ClusterMessageWriter {

    private final String node;
    private final String namespace;
    /** What all messages of this node end with, in each of the two forms. */
    private final List<byte[]> endings;

    /** The writer of one node in one namespace. */
    public ClusterMessageWriter(String node, String namespace) {
        this.node = node;
        this.namespace = namespace;
        String json = new String(
                MessageFields.json(JSON.createObjectBuilder().add("uid", node).add("nsp", namespace)),
                StandardCharsets.UTF_8);
        this.endings = List.of(
                (',' + json.substring(1)).getBytes(StandardCharsets.UTF_8),
                new MessagePackWriter()
                        .text("uid")
                        .text(node)
                        .text("nsp")
                        .text(namespace)
                        .toBytes());
    }

    /** Whether this node has sent the message itself. Only the end of the message is compared. */
    public boolean isOwn(byte[] message) {
        return endings.stream().anyMatch(ending -> endsWith(message, ending));
    }

    private static boolean endsWith(byte[] message, byte[] ending) {
        int start = message.length - ending.length;
        return start >= 0 && Arrays.equals(message, start, message.length, ending, 0, ending.length);
    }

    /** An event for clients, in JSON, or in MessagePack if there are bytes in it. */
    public byte[] broadcast(SocketPacket.Event packet, BroadcastOptions options) {
        return written(ClusterMessage.of(packet, options));
    }

    /** A request, in JSON, or in MessagePack if there are bytes in it. */
    public byte[] request(ClusterRequest request) {
        return written(ClusterMessage.of(request));
    }

    /** An answer, in JSON, or in MessagePack if there are bytes in it. */
    public byte[] response(ClusterResponse response) {
        return written(ClusterMessage.of(response));
    }

    private byte[] written(ClusterMessage message) {
        return BinaryValue.isIn(message.data()) ? packed(message) : MessageFields.json(object(message));
    }

    /** A message in MessagePack. */
    public byte[] packed(ClusterMessage message) {
        return new MessagePackWriter().value(object(message).build()).toBytes();
    }

    /** An answer in MessagePack as {@code @msgpack/msgpack} writes it, which knows no difference between nothing and null. */
    public byte[] packed(ClusterResponse response) {
        ClusterMessage message = ClusterMessage.of(response);
        boolean isOfNothing = message.type() == ClusterMessageType.BROADCAST_ACK
                && !message.data().containsKey("packet");
        return packed(
                isOfNothing
                        ? new ClusterMessage(
                                message.type(),
                                JSON.createObjectBuilder(message.data())
                                        .addNull("packet")
                                        .build())
                        : message);
    }

    private JsonObjectBuilder object(ClusterMessage message) {
        return JSON.createObjectBuilder()
                .add("type", message.type())
                .add("data", message.data())
                .add("uid", node)
                .add("nsp", namespace);
    }
}
