package dev.parley.socketio.recovery;

import dev.parley.socketio.adapter.StreamId;

/**
 * How far a client, a room or a node has got: everything in one log up to a position, and everything in the stream of the
 * cluster up to a position. A node sends its own events to its clients before they are in the stream, so neither of the two says it all. Immutable.
 *
 * @param log the name of the log
 * @param position a position of that log
 * @param stream a position of the stream; {@link StreamId#ZERO} for a log that no other node needs to understand
 */
record Mark(String log, long position, StreamId stream) {

    /** Whether an event is one of those up to here. */
    boolean covers(LogEntry entry) {
        return log.equals(entry.log()) ? entry.position() <= position : coversForeign(entry);
    }

    private boolean coversForeign(LogEntry entry) {
        return entry.isInStreamUpTo(stream) || entry.isOf(log) && entry.number() <= position;
    }
}
