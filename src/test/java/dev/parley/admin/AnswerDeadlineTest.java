package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.engine.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AnswerDeadlineTest {

    private final ManualTime time = new ManualTime();
    private final List<Runnable> tasks = new ArrayList<>();
    private final AnswerDeadline deadline = new AnswerDeadline(time.timers(), tasks::add);
    private final CompletableFuture<String> owed = new CompletableFuture<>();

    @Test
    void passesOnAnAnswerThatComes() {
        CompletableFuture<String> limited = deadline.limit(owed).toCompletableFuture();

        owed.complete("found");

        assertThat(limited).isCompletedWithValue("found");
        assertThat(time.pending()).isZero();
    }

    @Test
    void passesOnAFailure() {
        CompletableFuture<String> limited = deadline.limit(owed).toCompletableFuture();
        IllegalStateException failure = new IllegalStateException("broken");

        owed.completeExceptionally(failure);

        assertThat(limited).isCompletedExceptionally();
        assertThat(limited.handle((none, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(time.pending()).isZero();
    }

    @Test
    void isAProblemWhenNoAnswerComes() {
        CompletableFuture<String> limited = deadline.limit(owed).toCompletableFuture();
        time.advance(AnswerDeadline.LIMIT.minus(Duration.ofSeconds(1)));
        assertThat(tasks).isEmpty();

        time.advance(Duration.ofSeconds(2));
        assertThat(limited).as("on the thread of the timers").isNotDone();
        tasks.forEach(Runnable::run);

        assertThat(problem(limited).status()).isEqualTo(504);
        owed.complete("found");
        assertThat(limited).isCompletedExceptionally();
    }

    @Test
    void isAProblemAlsoWhenNobodyWritesAnswersAnyMore() {
        AnswerDeadline last = new AnswerDeadline(time.timers(), task -> {
            throw new RejectedExecutionException("ended");
        });
        CompletableFuture<String> limited = last.limit(owed).toCompletableFuture();

        time.advance(AnswerDeadline.LIMIT.plus(Duration.ofSeconds(1)));

        assertThat(problem(limited).status()).isEqualTo(504);
    }

    private static Problem problem(CompletableFuture<String> limited) {
        Throwable thrown = limited.handle((none, failure) -> failure).join();
        return ((ProblemException) (thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown))
                .problem();
    }
}
