package dev.parley.socketio;

import dev.parley.engine.EngineSession;
import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds back what others send to a socket until its CONNECT is on the way. A socket must be in its rooms before the
 * client hears that it has joined, or it would miss a broadcast; and so a broadcast can come before the CONNECT does.
 * Thread-safe; nothing is sent under the lock.
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

    /** Sends packets if they can leave at once, otherwise forgets them. */
    void sendVolatile(List<EnginePacket> packets) {
        if (open) {
            session.sendVolatile(packets);
        }
    }

    /** Sends these first, then what was held back in its order, then lets everything pass. Called once. */
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

    /** What is held; when that is nothing, the gate is open. */
    private synchronized List<List<EnginePacket>> release() {
        List<List<EnginePacket>> some = held;
        open = some.isEmpty();
        held = open ? List.of() : new ArrayList<>(1);
        return some;
    }
}
