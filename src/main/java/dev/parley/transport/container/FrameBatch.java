package dev.parley.transport.container;

import dev.parley.engine.codec.EnginePacket;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of several packets, as WebSocket frames. */
public final class FrameBatch {

    /** The number of bytes that the kernel's socket buffer usually accepts in one call. */
    public static final int BYTES = 64 * 1024;

    private FrameBatch() {}

    /**
     * Returns the frames of packets, one behind the other. The bytes of a single packet are not copied: all its
     * receivers share them.
     */
    public static ByteBuffer of(List<EnginePacket> packets) {
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
