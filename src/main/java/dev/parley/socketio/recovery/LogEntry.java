package dev.parley.socketio.recovery;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;
import java.util.List;
import java.util.Set;

/**
 * An event in a log.
 *
 * @param mark its place: the name of the log, its position there (1 for the first event), and how far the stream of the
 *     cluster had been read when it was appended
 * @param from where it comes from; its own log and position if it was sent by this node
 * @param settled everything up to this position was in the stream and read from it when this event was appended
 * @param nanos when it was sent, by the monotonic clock
 * @param packets the event as it was sent, with its offset
 * @param rooms the rooms that it was sent to; empty means everybody
 * @param except the rooms whose members did not get it
 * @param only the id of the one socket that it was sent to; null if it was a broadcast
 * @param bytes the length of the packets
 */
record LogEntry(
        Mark mark,
        EventOrigin from,
        long settled,
        long nanos,
        List<EnginePacket> packets,
        Set<String> rooms,
        Set<String> except,
        String only,
        long bytes) {

    /** By estimate: the objects of an entry, besides its packets and the names of rooms. */
    private static final int OVERHEAD = 280;

    private static final int OVERHEAD_OF_A_NAME = 60;

    static long length(List<EnginePacket> packets) {
        long bytes = 0;
        for (EnginePacket packet : packets) {
            bytes += packet.size();
        }
        return bytes;
    }

    /** The name of the log that it is in. */
    String log() {
        return mark.log();
    }

    /** Its position in that log. */
    long position() {
        return mark.position();
    }

    /** The name of the log that has numbered it; null if none has. */
    String origin() {
        return from.log();
    }

    /** Its number in that log. */
    long number() {
        return from.number();
    }

    /** Whether it was numbered by a log. */
    boolean isOf(String log) {
        return log.equals(from.log());
    }

    /** Whether it is in the stream, at a position or before it. */
    boolean isInStreamUpTo(StreamId position) {
        return from.id() != null && from.id().isUpTo(position);
    }

    /** The same event, which is in the stream now. */
    LogEntry at(StreamId position) {
        return new LogEntry(mark, from.at(position), settled, nanos, packets, rooms, except, only, bytes);
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
