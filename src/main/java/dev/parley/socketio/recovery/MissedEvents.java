package dev.parley.socketio.recovery;

import dev.parley.socketio.adapter.StreamId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells what the client of a session has, by the offset that it shows and by what its socket was handed, and why the log cannot give
 * it the rest. Changes nothing. Thread-safe; no method blocks.
 */
final class MissedEvents {

    private final EventLog log;
    private final Predicate<StreamId> isRead;

    /**
     * Tells it by the log of this node.
     *
     * @param isRead whether this node has read the stream of the cluster up to a position; always true if there is no stream
     */
    MissedEvents(EventLog log, Predicate<StreamId> isRead) {
        this.log = log;
        this.isRead = isRead;
    }

    /** What a client has; empty if it shows an offset that nobody can have got. */
    Optional<Seen> seen(RecoveryRequest request, RecoverySession session) {
        return shown(request, session).map(shown -> proven(session, shown));
    }

    /**
     * What a client shows to have. If it shows an offset that this session does not know, that is one of an earlier session: then
     * the client has seen nothing of this one.
     */
    private Optional<Seen> shown(RecoveryRequest request, RecoverySession session) {
        if (request.offset().isEmpty()) {
            return Optional.of(session.seen());
        }
        Optional<Mark> mark = Offsets.mark(request.offset().get()).filter(some -> isKnown(some, session));
        if (mark.isEmpty()) {
            return session.handed().isEmpty() ? Optional.of(session.seen()) : Optional.empty();
        }
        return Optional.of(session.seen().and(mark.get())).filter(this::isNotAhead);
    }

    private boolean isKnown(Mark mark, RecoverySession session) {
        return mark.log().equals(log.name()) || session.knows(mark.log());
    }

    /** Nobody has seen what this node does not know. */
    private boolean isNotAhead(Seen seen) {
        return seen.in(log.name()).orElse(0) <= log.last() && isRead.test(seen.stream());
    }

    /**
     * A client that has seen the last event that was handed to its socket has seen everything up to the moment when the
     * socket was lost, however long it was idle before and whatever the log has given up since.
     */
    private static Seen proven(RecoverySession session, Seen shown) {
        return session.handed().filter(last -> !shown.includes(last)).isEmpty() ? shown.and(session.complete()) : shown;
    }

    /** Why the log does not have all that a client missed. */
    RecoveryRefusal reason(Seen seen) {
        return log.lastGap() > 0 && seen.in(log.name()).orElse(0) < log.lastGap()
                ? RecoveryRefusal.OTHER_NODES_MISSED
                : RecoveryRefusal.LOG_EXCEEDED;
    }
}
