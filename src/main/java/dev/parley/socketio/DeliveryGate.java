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

    private static final long NO_POSITION = -1;

    /** Packets that are held, and their position in the namespace's log if they have one. */
    private record Held(List<EnginePacket> packets, long position) {}

    private final EngineSession session;
    private List<Held> held = new ArrayList<>(1);
    private volatile boolean open;
    /** What the log has up to here has been sent from the log. */
    private volatile long replayed = NO_POSITION;

    DeliveryGate(EngineSession session) {
        this.session = session;
    }

    /** Sends packets now, or when the gate opens. */
    void send(List<EnginePacket> packets) {
        if (open || !hold(packets, NO_POSITION)) {
            session.send(packets);
        }
    }

    /**
     * Sends packets that have a position in the log, now, or when the gate opens; drops them if they have been sent from
     * the log.
     */
    void send(List<EnginePacket> packets, long position) {
        if (!open && hold(packets, position)) {
            return;
        }
        if (position > replayed) {
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
        open(List.of(first), NO_POSITION);
    }

    /**
     * Sends the given packets, then the held packets in their order, and then opens the gate. Called once.
     *
     * @param upTo up to this position of the log everything is among the given packets, and is not sent again
     */
    void open(List<List<EnginePacket>> first, long upTo) {
        // In one piece: a client that polls gets it with one answer, and no part waits in the network for the
        // confirmation of another.
        session.send(first.stream().flatMap(List::stream).toList());
        for (List<Held> some = release(upTo); !some.isEmpty(); some = release(upTo)) {
            for (Held one : some) {
                if (one.position() == NO_POSITION || one.position() > upTo) {
                    session.send(one.packets());
                }
            }
        }
    }

    private synchronized boolean hold(List<EnginePacket> packets, long position) {
        if (!open) {
            held.add(new Held(packets, position));
        }
        return !open;
    }

    /** Takes the held packets out. Opens the gate if there are none. */
    private synchronized List<Held> release(long upTo) {
        List<Held> some = held;
        replayed = upTo;
        open = some.isEmpty();
        held = open ? List.of() : new ArrayList<>(1);
        return some;
    }
}
