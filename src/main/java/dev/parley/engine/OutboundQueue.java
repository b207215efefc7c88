package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be sent to one client, in order and bounded in bytes. Any thread adds; at any time at most one takes.
 *
 * <p>The bound is there for the node's sake: a client that does not read costs this much and no more. A single addition
 * to an empty queue is always taken, however large, because the bound is about what piles up.
 */
public final class OutboundQueue {

    /** What became of an addition. */
    public enum Offer {
        /** It is in the queue. */
        ACCEPTED,
        /** It did not fit; nothing of it is in the queue, and the queue has sealed itself. Told once. */
        OVERFLOW,
        /** The queue was sealed before. */
        SEALED
    }

    private final int capacity;
    private final ArrayDeque<EnginePacket> packets = new ArrayDeque<>(1);
    private long bytes;
    private boolean sealed;

    /** A queue for at most so many bytes. */
    public OutboundQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a packet. */
    public synchronized Offer offer(EnginePacket packet) {
        Offer offer = admit(packet.size());
        if (offer == Offer.ACCEPTED) {
            packets.add(packet);
        }
        return offer;
    }

    /** Adds packets that belong together: all, with nothing between them, or none. */
    public synchronized Offer offerAll(List<EnginePacket> together) {
        long size = 0;
        for (EnginePacket packet : together) {
            size += packet.size();
        }
        Offer offer = admit(size);
        if (offer == Offer.ACCEPTED) {
            packets.addAll(together);
        }
        return offer;
    }

    private Offer admit(long size) {
        if (sealed) {
            return Offer.SEALED;
        }
        if (bytes > 0 && bytes + size > capacity) {
            sealed = true;
            return Offer.OVERFLOW;
        }
        bytes += size;
        return Offer.ACCEPTED;
    }

    /**
     * Takes packets from the front, in order: the first, however large, and more of them as long as they all have no more
     * than so many bytes together. Empty when there is nothing.
     */
    public synchronized List<EnginePacket> poll(int most) {
        EnginePacket first = take();
        if (first == null) {
            return List.of();
        }
        if (!fits(first.size(), most)) {
            return List.of(first);
        }
        List<EnginePacket> taken = new ArrayList<>(packets.size() + 1);
        taken.add(first);
        int size = first.size();
        while (fits(size, most)) {
            EnginePacket packet = take();
            taken.add(packet);
            size += packet.size();
        }
        return taken;
    }

    private boolean fits(int size, int most) {
        return !packets.isEmpty() && packets.peek().size() <= most - size;
    }

    private EnginePacket take() {
        EnginePacket packet = packets.poll();
        if (packet != null) {
            bytes -= packet.size();
        }
        return packet;
    }

    /** Takes everything, in order; empty when there is nothing. */
    public synchronized List<EnginePacket> pollAll() {
        if (packets.isEmpty()) {
            return List.of();
        }
        List<EnginePacket> taken = new ArrayList<>(packets);
        discard();
        return taken;
    }

    /** Whether nothing waits. */
    public synchronized boolean isEmpty() {
        return packets.isEmpty();
    }

    /** The bytes that wait; the largest int if they are more. */
    public synchronized int bytes() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** Refuses additions from now on; what is in the queue can still be taken. */
    synchronized void seal() {
        sealed = true;
    }

    /** Refuses additions from now on and forgets what is there. */
    synchronized void sealAndDiscard() {
        sealed = true;
        discard();
    }

    private void discard() {
        packets.clear();
        bytes = 0;
    }
}
