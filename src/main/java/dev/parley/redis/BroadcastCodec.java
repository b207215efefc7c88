package dev.parley.redis;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import java.util.Arrays;

/**
 * Events between nodes: MessagePack of the sender's name, the packet, and the options. The namespace of the packet
 * decides whom it is for.
 */
final class BroadcastCodec {

    private static final int PARTS = 3;

    private final byte[] ownBeginning;

    /** A codec of a node. */
    BroadcastCodec(String node) {
        ownBeginning = new MessagePackWriter().arrayHeader(PARTS).text(node).toBytes();
    }

    /** An event and whom it is for. */
    record Broadcast(SocketPacket.Event packet, BroadcastOptions options) {}

    byte[] encode(SocketPacket.Event packet, BroadcastOptions options) {
        MessagePackWriter out = new MessagePackWriter().raw(ownBeginning);
        WireFields.event(out, packet);
        out.mapHeader(3).text("rooms").texts(options.rooms());
        out.text("except").texts(options.except());
        out.text("flags").mapHeader(options.droppable() ? 1 : 0);
        if (options.droppable()) {
            out.text("volatile").bool(true);
        }
        return out.toBytes();
    }

    /** Whether this node has sent it itself: seen without reading it all. */
    boolean isOwn(byte[] message) {
        return message.length >= ownBeginning.length
                && Arrays.equals(message, 0, ownBeginning.length, ownBeginning, 0, ownBeginning.length);
    }

    Received<Broadcast> decode(byte[] message) throws MalformedMessageException {
        JsonArray parts = WireFields.array(MessagePackReader.read(message));
        if (parts.size() != PARTS) {
            throw new MalformedMessageException("not sender, packet and options");
        }
        Broadcast broadcast = new Broadcast(WireFields.event(parts.get(1)), WireFields.options(parts.get(2)));
        return new Received<>(WireFields.name(parts.get(0)), broadcast);
    }
}
