package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.engine.Timers;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Limits the time that a request waits for other nodes or Redis. After {@link #LIMIT} the request is answered with a
 * problem, status 504. The calls to nodes and to Redis have shorter time-outs of their own; this limit is for the case
 * that one of these fails. Thread-safe.
 */
public final class AnswerDeadline {

    /** The longest wait for an answer: long enough for a query of all nodes and a query of Redis after it. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    private final Timers timers;
    private final Executor executor;

    /**
     * Creates a deadline for answers.
     *
     * @param executor writes the answers to requests that have timed out; the timer thread must not do this
     */
    public AnswerDeadline(Timers timers, Executor executor) {
        this.timers = timers;
        this.executor = executor;
    }

    /**
     * A stage with the same result, which fails with a {@link ProblemException} if the result takes too long. A later
     * result is dropped.
     */
    <T> CompletionStage<T> limit(CompletionStage<T> answer) {
        CompletableFuture<T> limited = new CompletableFuture<>();
        Timers.Timeout timeout = timers.schedule(LIMIT, () -> giveUp(limited));
        answer.whenComplete((found, failure) -> {
            timeout.cancel();
            if (failure == null) {
                limited.complete(found);
            } else {
                limited.completeExceptionally(failure);
            }
        });
        return limited;
    }

    private void giveUp(CompletableFuture<?> limited) {
        try {
            executor.execute(() -> limited.completeExceptionally(late()));
        } catch (RejectedExecutionException e) {
            // The node is shutting down; its last requests must end, too.
            limited.completeExceptionally(late());
        }
    }

    private static ProblemException late() {
        return new ProblemException(Problem.of(
                Response.Status.GATEWAY_TIMEOUT, "The other nodes, or Redis, did not answer in time. Try again."));
    }
}
