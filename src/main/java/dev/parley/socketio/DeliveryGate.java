package dev.parley.socketio;

import dev.parley.engine.EngineSession;
import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds back the packets for a socket until its CONNECT has been sent. A socket must be in its rooms before the client
 * gets the CONNECT, because the client would miss broadcasts otherwise. So a broadcast may reach the socket before the
 * CONNECT is sent. Thread-safe; nothing is sent under the lock.
 */
final class DeliveryGate {

    private final EngineSession session;
    private List<List<EnginePacket>> held = new ArrayList<>(1);
    private volatile boolean open;

    DeliveryGate(EngineSession session) {
        this.session = session;
    }

    /** Sends packets now, or when the gate opens. */
    void send(List<EnginePacket> packets) {
        if (open || !hold(packets)) {
            session.send(packets);
        }
    }

    /** Sends packets if they can be sent at once; drops them otherwise. */
    void sendVolatile(List<EnginePacket> packets) {
        if (open) {
            session.sendVolatile(packets);
        }
    }

    /** Sends the given packets, then the held packets in their order, and then opens the gate. Called once. */
    void open(List<EnginePacket> first) {
        session.send(first);
        for (List<List<EnginePacket>> some = release(); !some.isEmpty(); some = release()) {
            some.forEach(session::send);
        }
    }

    private synchronized boolean hold(List<EnginePacket> packets) {
        if (!open) {
            held.add(packets);
        }
        return !open;
    }

    /** Takes the held packets out. Opens the gate if there are none. */
    private synchronized List<List<EnginePacket>> release() {
        List<List<EnginePacket>> some = held;
        open = some.isEmpty();
        held = open ? List.of() : new ArrayList<>(1);
        return some;
    }
}
