package dev.parley.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes clients while the outbound queues of all clients together exceed their heap budget. It starts with the clients
 * that would take the longest to read their queue, the largest and slowest. It runs on the thread that exceeded the
 * budget, so that the heap cannot fill up before another thread runs it. Only one thread at a time does this, and no
 * other thread waits for it.
 */
final class SlowClientEviction {

    private static final Logger LOG = System.getLogger(SlowClientEviction.class.getName());

    private final OutboundBudget budget;
    private final Collection<EngineSession> sessions;
    private final ReentrantLock turn = new ReentrantLock();

    /** Creates an eviction for a budget, over a live view of the sessions. */
    SlowClientEviction(OutboundBudget budget, Collection<EngineSession> sessions) {
        this.budget = budget;
        this.sessions = sessions;
    }

    private record Candidate(EngineSession session, double timeToDrain) {}

    /** Closes as many clients as necessary, if the budget is exceeded. */
    void relieve() {
        if (budget.isSpent() && turn.tryLock()) {
            try {
                giveUp();
            } finally {
                turn.unlock();
            }
        }
    }

    private void giveUp() {
        List<Candidate> candidates = sessions.stream()
                .map(session -> new Candidate(session, session.sender().timeToDrain()))
                .filter(candidate -> candidate.timeToDrain() > 0)
                .sorted(Comparator.comparingDouble(Candidate::timeToDrain).reversed())
                .toList();
        int given = 0;
        for (Candidate candidate : candidates) {
            if (budget.isRelieved()) {
                break;
            }
            candidate.session().giveUpForOthers();
            given++;
        }
        if (given > 0) {
            LOG.log(
                    Level.WARNING,
                    "What waits for clients took more than {0} bytes of heap; clients given up: {1}",
                    budget.limit(),
                    given);
        }
    }
}
