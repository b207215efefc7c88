package dev.parley.socketio.recovery;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One bound for the logs and the sessions of many namespaces. When the logs are over it together, the oldest event of all
 * goes, whichever log has it. Thread-safe.
 *
 * <p>Its lock is taken before that of a log, and never by a thread that has one of a log.
 */
public final class SharedRecoveryBudget implements RecoveryBudget {

    private record Place(EventLog log, long position) {}

    private final RecoverySettings settings;
    private final AtomicLong heap = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    /** The events of all logs, the oldest first; some may have gone already. */
    private final Queue<Place> oldest = new ArrayDeque<>();

    /**
     * Nothing is kept yet.
     *
     * @param settings the bounds for all namespaces together
     */
    public SharedRecoveryBudget(RecoverySettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void appended(EventLog log, long position) {
        oldest.add(new Place(log, position));
        for (Place first = oldest.peek(); first != null && isToGo(first); first = oldest.peek()) {
            first.log().giveUp(first.position());
            oldest.remove();
        }
    }

    private boolean isToGo(Place first) {
        return heap.get() > settings.bytes()
                || oldest.size() > settings.events()
                || first.log().floor() >= first.position();
    }

    @Override
    public void changed(long bytes) {
        heap.addAndGet(bytes);
    }

    @Override
    public boolean waits() {
        return waiting.incrementAndGet() <= settings.sessions();
    }

    @Override
    public void waitsNoMore() {
        waiting.decrementAndGet();
    }

    /** The heap of all logs, by estimate, in bytes. */
    long heap() {
        return heap.get();
    }

    /** The number of sessions that wait in all namespaces. */
    int waiting() {
        return waiting.get();
    }
}
