package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that the outbound queues of all clients of a server may take together. A packet that is queued for many
 * clients counts once, because they share it. The heap of a packet is estimated. Thread-safe; nothing blocks.
 *
 * <p>Counting costs time, and most queues are empty most of the time. So a queue is counted only while it holds more
 * than {@link #UNCOUNTED} bytes.
 */
final class OutboundBudget {

    /**
     * The bytes that a queue may hold without being counted; little compared with what a connection takes in any
     * server.
     */
    static final int UNCOUNTED = 16 * 1024;

    /** A text exists three times: as the text, as the text of a frame, and as the bytes of a frame. */
    private static final int COPIES = 3;

    private static final int OBJECTS = 200;
    private static final int PLACE_IN_QUEUE = 8;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** Creates a budget of this number of bytes. */
    OutboundBudget(long limit) {
        this.limit = limit;
    }

    /** Reserves the heap for a packet that a queue holds or has under way. */
    void hold(EnginePacket packet) {
        used.addAndGet(PLACE_IN_QUEUE + (packet.hold() ? heap(packet) : 0));
    }

    /** Releases the heap of a packet that a queue no longer holds. */
    void release(EnginePacket packet) {
        used.addAndGet(-PLACE_IN_QUEUE - (packet.release() ? heap(packet) : 0));
    }

    private static long heap(EnginePacket packet) {
        return (long) COPIES * packet.size() + OBJECTS;
    }

    /** Whether the used bytes exceed the limit. */
    boolean isSpent() {
        return used.get() > limit;
    }

    /** Whether the used bytes are so far below the limit that it will not be exceeded again at once. */
    boolean isRelieved() {
        return used.get() <= limit - limit / 8;
    }

    /** The bytes that are used. */
    long used() {
        return used.get();
    }

    /** The size of the budget, in bytes. */
    long limit() {
        return limit;
    }
}
