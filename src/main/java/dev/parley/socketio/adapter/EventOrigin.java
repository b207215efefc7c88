package dev.parley.socketio.adapter;

import java.util.Objects;

/**
 * Where an event comes from, so that a node knows it again: the log of the node that has sent it, with its number there, and
 * its position in the stream that all nodes read. Immutable.
 *
 * @param log the name of the log; null if the event is of a server that numbers nothing
 * @param number the number in that log; 0 without a log
 * @param id the position in the stream; null while it has none
 */
public record EventOrigin(String log, long number, StreamId id) {

    /** An event that another kind of server has appended at a position. */
    public static EventOrigin unnumbered(StreamId id) {
        return new EventOrigin(null, 0, Objects.requireNonNull(id, "id"));
    }

    /** An event that a log has numbered, and that is not in the stream yet. */
    public static EventOrigin numbered(String log, long number) {
        return new EventOrigin(Objects.requireNonNull(log, "log"), number, null);
    }

    /** The same event at its position in the stream. */
    public EventOrigin at(StreamId position) {
        return new EventOrigin(log, number, position);
    }
}
