package dev.parley.events.emit;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Keeps what is to be sent until the JTA transaction of the calling thread has committed, in the order of the calls. After
 * a rollback it is forgotten. One queue serves all namespaces. Thread-safe; no method blocks.
 *
 * <p>What is sent is sent by the thread that commits. It may fail without harm to the application: the failure is logged.
 */
public final class CommitQueue {

    private static final Logger LOG = System.getLogger(CommitQueue.class.getName());

    /** Where every server of Jakarta EE has it, for threads of a component. */
    private static final String JNDI_NAME = "java:comp/TransactionSynchronizationRegistry";

    /** The name of what is kept at a transaction. */
    private final Object key = new Object();

    private final Supplier<TransactionSynchronizationRegistry> lookup;
    private volatile TransactionSynchronizationRegistry known;

    /** @param lookup finds the registry; gives null if there is none. It is asked again until it has found one */
    CommitQueue(Supplier<TransactionSynchronizationRegistry> lookup) {
        this.lookup = lookup;
        this.known = lookup.get();
    }

    /**
     * A queue for the transactions of this server. It should be made on a thread of the application, which has access to
     * the server's JNDI names. Without transactions everything is sent at once.
     */
    public static CommitQueue ofServer() {
        return new CommitQueue(CommitQueue::find);
    }

    private static TransactionSynchronizationRegistry find() {
        try {
            return InitialContext.doLookup(JNDI_NAME);
        } catch (NamingException e) {
            return null;
        }
    }

    /**
     * Runs a task when the transaction of this thread has committed, or at once if there is none.
     *
     * @param task sends something; must not block
     */
    void afterCommit(Runnable task) {
        TransactionSynchronizationRegistry registry = registry();
        int status = registry == null ? Status.STATUS_NO_TRANSACTION : registry.getTransactionStatus();
        switch (status) {
            case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED -> task.run();
            case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK ->
                LOG.log(Level.DEBUG, "An event is not sent, because its transaction is rolled back");
            default -> keep(registry, task);
        }
    }

    private TransactionSynchronizationRegistry registry() {
        TransactionSynchronizationRegistry found = known;
        if (found == null) {
            found = lookup.get();
            known = found;
        }
        return found;
    }

    private void keep(TransactionSynchronizationRegistry registry, Runnable task) {
        Waiting waiting = (Waiting) registry.getResource(key);
        if (waiting == null) {
            waiting = new Waiting();
            // First, because it may refuse: then nothing waits that would never be sent.
            registry.registerInterposedSynchronization(waiting);
            registry.putResource(key, waiting);
        }
        waiting.add(task);
    }

    /** What waits for the end of one transaction, which may be used by several threads, one after the other. */
    private static final class Waiting implements Synchronization {

        private final List<Runnable> tasks = new ArrayList<>();

        synchronized void add(Runnable task) {
            tasks.add(task);
        }

        private synchronized List<Runnable> take() {
            List<Runnable> all = List.copyOf(tasks);
            tasks.clear();
            return all;
        }

        @Override
        public void beforeCompletion() {}

        /** Must not throw: some transaction managers would tell the application that the commit has failed. */
        @Override
        public void afterCompletion(int status) {
            List<Runnable> all = take();
            if (status == Status.STATUS_COMMITTED) {
                all.forEach(Waiting::run);
            }
        }

        private static void run(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "An event could not be sent after the commit of its transaction", e);
            }
        }
    }
}
