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
 * Asks whether the database answers, on a thread of the node. One question is under way at any time, however many want to
 * know and however long it takes; an answer is good for a second. Whoever wants to know waits a moment at most, and not at
 * all for a question that has been under way for longer than that: anybody may ask, and nobody shall hold the server's
 * threads by that. Thread-safe.
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
    /** Whether it did when it was asked before; of the one question that is under way. */
    private volatile boolean answered = true;

    /**
     * A check that has not asked yet.
     *
     * @param ping asks the database; may take its time, and fail
     * @param executor runs it
     * @param patience how old a question may get before it counts as not answered
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
            // The node is ending.
            answer.complete(false);
        }
    }

    private boolean isAnswering() {
        try {
            answered = ping.call();
        } catch (Exception | LinkageError e) {
            // Once is enough, however often somebody wants to know.
            LOG.log(answered ? Level.WARNING : Level.DEBUG, "The database does not answer", e);
            answered = false;
        }
        return answered;
    }
}
