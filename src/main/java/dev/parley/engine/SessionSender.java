package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.util.List;

/**
 * What one session sends: its outbound queue, and how fast its client reads it.
 *
 * <p>Any thread may send; no method blocks, and the order of the calls is kept. A queue that is full or over the node's
 * budget, or a client that reads too slowly, ends the session on another thread.
 */
final class SessionSender {

    private final EngineSession session;
    private final EngineServer server;
    private final OutboundQueue queue;
    private final DrainRate pace = new DrainRate();

    SessionSender(EngineSession session, EngineServer server) {
        this.session = session;
        this.server = server;
        this.queue = new OutboundQueue(server.settings().sendLimit(), server.budget());
    }

    /** The queue, from which the session's transport takes. */
    OutboundQueue queue() {
        return queue;
    }

    /** Queues the session's first packet. It leaves when the transport is flushed. */
    void begin(EnginePacket first) {
        queue.offer(first);
        server.observer().queued(1, first.size());
    }

    /** Sends a packet; does nothing after the end of the session. */
    void send(EnginePacket packet) {
        queued(queue.offer(packet), 1, packet.size());
    }

    /** Sends packets that belong together, with no other packet between them. */
    void send(List<EnginePacket> packets) {
        if (packets.size() == 1) {
            send(packets.get(0));
            return;
        }
        long bytes = 0;
        for (EnginePacket packet : packets) {
            bytes += packet.size();
        }
        queued(queue.offerAll(packets), packets.size(), bytes);
    }

    /** Sends packets if they can leave at once, and discards them otherwise. */
    void sendVolatile(List<EnginePacket> packets) {
        if (queue.isEmpty() && session.transport().isWritable()) {
            send(packets);
        }
    }

    private void queued(OutboundQueue.Offer offer, int packets, long bytes) {
        switch (offer) {
            case ACCEPTED -> {
                server.observer().queued(packets, bytes);
                session.transport().flush();
            }
            case OVER_BUDGET -> {
                server.observer().queued(packets, bytes);
                session.transport().flush();
                server.relieve();
            }
            case OVERFLOW -> session.abortElsewhere(CloseReason.SLOW_CONSUMER);
            case SEALED -> {}
        }
    }

    /** Aborts the session if the client reads too slowly. The timers' thread calls this at regular intervals. */
    void lookForStall(long now) {
        boolean overfull = queue.bytes() > server.settings().sendBuffer();
        if (pace.isTooSlow(session.transport().sendUnderWay(), overfull, drained(), now) && session.isOpen()) {
            session.abortElsewhere(CloseReason.SLOW_CONSUMER);
        }
    }

    /**
     * Estimates how long the client would take to read its queue, see {@link DrainRate}; 0 if the queue is almost
     * empty.
     */
    double timeToDrain() {
        return pace.timeToDrain(queue.countedBytes(), drained());
    }

    private long drained() {
        return queue.taken() - session.transport().bytesUnderWay();
    }
}
