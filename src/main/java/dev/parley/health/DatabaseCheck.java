package dev.parley.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Checks whether the database answers, on a thread of the node. At most one query runs at any time, however many
 * callers there are and however long the query takes. An answer is valid until one second after the start of its query.
 * A caller waits for a query only until the query is as old as the given patience. Anybody may call this, and must not
 * be able to hold the server's threads by that. Thread-safe.
 */
public final class DatabaseCheck implements BooleanSupplier {

    private static final Logger LOG = System.getLogger(DatabaseCheck.class.getName());
    private static final long GOOD_FOR_NANOS = Duration.ofSeconds(1).toNanos();

    private record Question(long asked, CompletableFuture<Boolean> answer) {}

    private final Callable<Boolean> ping;
    private final Executor executor;
    private final Duration patience;
    private final LongSupplier nanos;
    private Question last;
    /** Whether the database answered the previous query. Used only by the one query that is running. */
    private volatile boolean answered = true;

    /**
     * A check that has not started a query yet.
     *
     * @param ping queries the database; may take long, and may fail
     * @param executor runs the query
     * @param patience how old a query may get before it counts as not answered
     * @param nanos a monotonic clock
     */
    public DatabaseCheck(Callable<Boolean> ping, Executor executor, Duration patience, LongSupplier nanos) {
        this.ping = ping;
        this.executor = executor;
        this.patience = patience;
        this.nanos = nanos;
    }

    @Override
    public boolean getAsBoolean() {
        Question question = question();
        long left = patience.toNanos() - (nanos.getAsLong() - question.asked());
        try {
            return question.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Question question() {
        long now = nanos.getAsLong();
        boolean fresh = Optional.ofNullable(last)
                .filter(question -> !question.answer().isDone() || now - question.asked() < GOOD_FOR_NANOS)
                .isPresent();
        if (!fresh) {
            last = new Question(now, new CompletableFuture<>());
            ask(last.answer());
        }
        return last;
    }

    private void ask(CompletableFuture<Boolean> answer) {
        try {
            executor.execute(() -> answer.complete(isAnswering()));
        } catch (RejectedExecutionException e) {
            // The node is shutting down.
            answer.complete(false);
        }
    }

    private boolean isAnswering() {
        try {
            answered = ping.call();
        } catch (Exception | LinkageError e) {
            // One warning for each outage is enough, however often the check is called.
            LOG.log(answered ? Level.WARNING : Level.DEBUG, "The database does not answer", e);
            answered = false;
        }
        return answered;
    }
}
