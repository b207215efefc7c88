package dev.parley.redis.messaging;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import java.util.Arrays;

/**
 * Encodes and decodes events between nodes: a MessagePack array of the sender's name, the packet, and the options. An
 * event is for the namespace that its packet names.
 */
final class BroadcastCodec {

    private static final int PARTS = 3;

    private final byte[] ownBeginning;

    /** A codec of a node. */
    BroadcastCodec(String node) {
        ownBeginning = new MessagePackWriter().arrayHeader(PARTS).text(node).toBytes();
    }

    /** An event and the options that select its receivers. */
    record Broadcast(SocketPacket.Event packet, BroadcastOptions options) {}

    byte[] encode(SocketPacket.Event packet, BroadcastOptions options) {
        MessagePackWriter out = new MessagePackWriter().raw(ownBeginning);
        MessageFields.event(out, packet);
        MessageFields.options(out, options);
        out.text("flags").mapHeader(options.droppable() ? 1 : 0);
        if (options.droppable()) {
            out.text("volatile").bool(true);
        }
        return out.toBytes();
    }

    /** Whether this node has sent the message itself. Only the beginning of the message is compared. */
    boolean isOwn(byte[] message) {
        return message.length >= ownBeginning.length
                && Arrays.equals(message, 0, ownBeginning.length, ownBeginning, 0, ownBeginning.length);
    }

    ReceivedMessage<Broadcast> decode(byte[] message) throws MalformedMessageException {
        JsonArray parts = MessageFields.array(MessagePackReader.read(message));
        if (parts.size() != PARTS) {
            throw new MalformedMessageException("not sender, packet and options");
        }
        Broadcast broadcast = new Broadcast(MessageFields.event(parts.get(1)), MessageFields.options(parts.get(2)));
        return new ReceivedMessage<>(MessageFields.name(parts.get(0)), broadcast);
    }
}
