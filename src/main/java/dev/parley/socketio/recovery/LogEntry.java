package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import java.util.List;
import java.util.Set;

/**
 * An event in the log.
 *
 * @param position its position, 1 for the first event
 * @param nanos when it was sent, by the monotonic clock
 * @param packets the event as it was sent, with its offset
 * @param rooms the rooms that it was sent to; empty means everybody
 * @param except the rooms whose members did not get it
 * @param only the id of the one socket that it was sent to; null if it was a broadcast
 * @param bytes the length of the packets
 */
record LogEntry(
        long position,
        long nanos,
        List<EnginePacket> packets,
        Set<String> rooms,
        Set<String> except,
        String only,
        long bytes) {

    /** By estimate: the objects of an entry, besides its packets and the names of rooms. */
    private static final int OVERHEAD = 200;

    private static final int OVERHEAD_OF_A_NAME = 60;

    static long length(List<EnginePacket> packets) {
        long bytes = 0;
        for (EnginePacket packet : packets) {
            bytes += packet.size();
        }
        return bytes;
    }

    /** The heap that the entry takes, by estimate. */
    long heap() {
        long names = 0;
        for (String room : rooms) {
            names += OVERHEAD_OF_A_NAME + room.length();
        }
        for (String room : except) {
            names += OVERHEAD_OF_A_NAME + room.length();
        }
        return OVERHEAD + bytes + names;
    }
}
