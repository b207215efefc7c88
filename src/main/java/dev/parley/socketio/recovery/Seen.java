package dev.parley.socketio.recovery;

import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the client of a session has shown to have: everything in the stream of the cluster up to a position, and everything in some
 * logs up to a position of each. It only grows. Immutable.
 *
 * @param stream a position of the stream
 * @param logs positions by the names of their logs, the last one that was shown at the end
 */
record Seen(StreamId stream, Map<String, Long> logs) {

    /** So many logs are remembered: a client whose events are still on their way to the stream has not been on more nodes. */
    private static final int MAX_LOGS = 16;

    /** Everything up to a mark. */
    static Seen upTo(Mark mark) {
        return new Seen(StreamId.ZERO, Map.of()).and(mark);
    }

    /** Also everything up to a mark. */
    Seen and(Mark mark) {
        Map<String, Long> all = new LinkedHashMap<>(logs);
        Long before = all.remove(mark.log());
        all.put(mark.log(), before == null ? mark.position() : Math.max(before, mark.position()));
        while (all.size() > MAX_LOGS) {
            all.remove(all.keySet().iterator().next());
        }
        return new Seen(StreamId.later(stream, mark.stream()), all);
    }

    /** The position that it has in a log; empty if it knows nothing of that log. */
    OptionalLong in(String log) {
        Long position = logs.get(log);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** Whether everything up to a mark is known to be had. */
    boolean includes(Mark mark) {
        return in(mark.log()).orElse(-1) >= mark.position();
    }

    /** Whether the client has an event of the log of this node. */
    boolean covers(LogEntry entry) {
        return in(entry.log()).orElse(-1) >= entry.position()
                || entry.isInStreamUpTo(stream)
                || entry.origin() != null && in(entry.origin()).orElse(-1) >= entry.number();
    }

    /** Whether the client had got an event from the node that sent it, before it was in the stream. */
    boolean isAhead(EventOrigin origin) {
        return origin.log() != null && in(origin.log()).orElse(-1) >= origin.number();
    }
}
