package dev.parley.socketio.recovery;

import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;

/**
 * How far a log has got in the stream of the cluster: up to where it has been read, and which of the log's own events have not come
 * back by it. Not thread-safe: guarded by its log.
 */
final class StreamPlace {

    private static final long NONE = 0;

    /** The position of the last own event. */
    private long lastSent;
    /** No own event before this position is under way; {@link #NONE} if none is. */
    private long firstUnderWay = NONE;

    private StreamId read = StreamId.ZERO;
    /** Everything after this position of the stream is in the log, as far as the log has not given it up; null if unknown. */
    private StreamId begun;
    /** What follows this position of the stream may be missing; null if there is no gap. */
    private StreamId gap;

    /** The stream has been read up to here. */
    StreamId read() {
        return read;
    }

    /** All that follows a position will come. */
    void begin(StreamId position) {
        begun = position;
        read = StreamId.later(read, position);
    }

    /** An event of another node has come. */
    void came(EventOrigin origin) {
        read = StreamId.later(read, origin.id());
    }

    /** The log has sent an event of its own. */
    void sent(long position) {
        lastSent = position;
        if (firstUnderWay == NONE) {
            firstUnderWay = position;
        }
    }

    /** An event of the log has come back. Those before it that have not will not come any more. */
    void returned(EventOrigin origin) {
        read = StreamId.later(read, origin.id());
        firstUnderWay = origin.number() >= lastSent ? NONE : origin.number() + 1;
    }

    /** Up to this position no own event is under way, in a log whose last position is the given one. */
    long settled(long last) {
        return firstUnderWay == NONE ? last : firstUnderWay - 1;
    }

    /** Events may be missing from here on. */
    void gap() {
        gap = read;
    }

    /** Whether all that follows a position of the stream has come here. */
    boolean isWholeAfter(StreamId position) {
        return begun != null && begun.isUpTo(position) && (gap == null || !position.isUpTo(gap));
    }
}
