package dev.parley.transport.websocket;

import dev.parley.engine.codec.EnginePacket;
import java.nio.ByteBuffer;
import java.util.List;

/** Several packets as what they are on the wire of a WebSocket. */
final class Batch {

    /** As much as the kernel's socket buffer takes in one go, usually. */
    static final int BYTES = 64 * 1024;

    private Batch() {}

    /**
     * The frames of packets, one behind the other. A single packet's bytes are not copied: they are shared by all its
     * receivers.
     */
    static ByteBuffer of(List<EnginePacket> packets) {
        if (packets.size() == 1) {
            return ByteBuffer.wrap(packets.get(0).webSocketFrame());
        }
        int length = 0;
        for (EnginePacket packet : packets) {
            length += packet.webSocketFrame().length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (EnginePacket packet : packets) {
            all.put(packet.webSocketFrame());
        }
        return all.flip();
    }
}
