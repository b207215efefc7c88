package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets that wait to be sent to one client, in order and limited in bytes. Any thread may add packets; at most
 * one thread at a time takes them.
 *
 * <p>The limit protects the node: a client cannot cost more memory. A client that does not read is closed long before
 * it reaches the limit ({@link DrainRate}). An addition to an empty queue is always accepted, however large it is,
 * because the limit is meant for packets that pile up.
 */
public final class OutboundQueue {

    /** The result of an addition. */
    public enum Offer {
        /** The packets are in the queue. */
        ACCEPTED,
        /** The packets are in the queue, but the queues of all clients together exceed their heap budget. */
        OVER_BUDGET,
        /**
         * The packets did not fit. None of them is in the queue, and the queue has sealed itself. Returned at most
         * once.
         */
        OVERFLOW,
        /** The queue had been sealed before. */
        SEALED
    }

    private final long capacity;
    private final OutboundBudget budget;
    private final ArrayDeque<EnginePacket> packets = new ArrayDeque<>(1);
    private long bytes;
    private long taken;
    private boolean sealed;

    /**
     * Whether this queue is counted in the budget. If so, all its packets and the packets that were taken last are
     * counted.
     */
    private boolean counted;

    private List<EnginePacket> underWay = List.of();

    /** Creates a queue for at most this number of bytes, with a budget of its own. */
    public OutboundQueue(long capacity) {
        this(capacity, new OutboundBudget(Long.MAX_VALUE));
    }

    /** Creates a queue for at most this number of bytes, which shares a budget with other queues. */
    OutboundQueue(long capacity, OutboundBudget budget) {
        this.capacity = capacity;
        this.budget = budget;
    }

    /** Adds a packet. */
    public synchronized Offer offer(EnginePacket packet) {
        Offer offer = admit(packet.size());
        if (offer == Offer.ACCEPTED) {
            packets.add(packet);
            return added(packet);
        }
        return offer;
    }

    /** Adds packets that belong together: either all, with no other packet between them, or none. */
    public synchronized Offer offerAll(List<EnginePacket> together) {
        long size = 0;
        for (EnginePacket packet : together) {
            size += packet.size();
        }
        Offer offer = admit(size);
        if (offer == Offer.ACCEPTED) {
            for (EnginePacket packet : together) {
                packets.add(packet);
                offer = added(packet);
            }
        }
        return offer;
    }

    private Offer added(EnginePacket packet) {
        if (counted) {
            budget.hold(packet);
        } else if (bytes > OutboundBudget.UNCOUNTED) {
            counted = true;
            packets.forEach(budget::hold);
        }
        return counted && budget.isSpent() ? Offer.OVER_BUDGET : Offer.ACCEPTED;
    }

    /** Releases the packets that were taken last. They have been sent; otherwise the transport would not take more. */
    private void releaseSent() {
        if (counted) {
            underWay.forEach(budget::release);
            underWay = List.of();
            if (bytes <= OutboundBudget.UNCOUNTED / 2) {
                packets.forEach(budget::release);
                counted = false;
            }
        }
    }

    private List<EnginePacket> underWay(List<EnginePacket> taking) {
        if (counted) {
            underWay = taking;
        }
        return taking;
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
     * Takes packets from the front, in order: the first one, however large it is, and more as long as all of them
     * together have at most {@code most} bytes. Returns an empty list if the queue is empty.
     */
    public synchronized List<EnginePacket> poll(int most) {
        releaseSent();
        return underWay(pollPackets(most));
    }

    private List<EnginePacket> pollPackets(int most) {
        EnginePacket first = take();
        if (first == null) {
            return List.of();
        }
        if (!fits(first.size(), most)) {
            return List.of(first);
        }
        List<EnginePacket> several = new ArrayList<>(packets.size() + 1);
        several.add(first);
        int size = first.size();
        while (fits(size, most)) {
            EnginePacket packet = take();
            several.add(packet);
            size += packet.size();
        }
        return several;
    }

    private boolean fits(int size, int most) {
        return !packets.isEmpty() && packets.peek().size() <= most - size;
    }

    private EnginePacket take() {
        EnginePacket packet = packets.poll();
        if (packet != null) {
            bytes -= packet.size();
            taken += packet.size();
        }
        return packet;
    }

    /** Takes all packets, in order; returns an empty list if the queue is empty. */
    public synchronized List<EnginePacket> pollAll() {
        releaseSent();
        if (packets.isEmpty()) {
            return List.of();
        }
        List<EnginePacket> all = new ArrayList<>(packets);
        taken += bytes;
        packets.clear();
        bytes = 0;
        return underWay(all);
    }

    /** The packets that were taken last have been sent; otherwise the next {@link #poll} tells so. */
    public synchronized void sent() {
        releaseSent();
    }

    /** Whether no packet waits. */
    public synchronized boolean isEmpty() {
        return packets.isEmpty();
    }

    /** The number of bytes that wait; the largest int if there are more. */
    public synchronized int bytes() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** The number of bytes that have been taken so far; discarded packets are not included. */
    synchronized long taken() {
        return taken;
    }

    /**
     * The number of bytes that are counted in the budget, that is, those that wait and those that were taken last; 0 if
     * this queue is not counted.
     */
    synchronized long countedBytes() {
        long all = counted ? bytes : 0;
        for (EnginePacket packet : underWay) {
            all += packet.size();
        }
        return all;
    }

    /** Rejects additions from now on; packets in the queue can still be taken. */
    synchronized void seal() {
        sealed = true;
    }

    /** Rejects additions from now on and discards the packets in the queue. */
    synchronized void sealAndDiscard() {
        sealed = true;
        discard();
    }

    private void discard() {
        if (counted) {
            underWay.forEach(budget::release);
            underWay = List.of();
            packets.forEach(budget::release);
            counted = false;
        }
        packets.clear();
        bytes = 0;
    }
}
