package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socketio.adapter.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class StreamProgressTest {

    private final List<CompletableFuture<Object>> questions = new ArrayList<>();
    private final StreamProgress progress =
            new StreamProgress(null, "key", Runnable::run, Runnable::run, this::question);

    private CompletionStage<Object> question() {
        CompletableFuture<Object> question = new CompletableFuture<>();
        questions.add(question);
        return question;
    }

    private CompletableFuture<Boolean> asked() {
        return progress.caughtUp().toCompletableFuture();
    }

    private static List<?> endsAt(String id) {
        return List.of(List.of(id.getBytes(StandardCharsets.US_ASCII), List.of()));
    }

    @Test
    void completesWhenTheStreamHasBeenReadUpToItsEnd() {
        progress.reached(StreamId.of("5-0"));
        CompletableFuture<Boolean> caller = asked();

        questions.get(0).complete(endsAt("7-0"));
        progress.reached(StreamId.of("6-9"));
        assertThat(caller).isNotDone();

        progress.reached(StreamId.of("7-0"));
        assertThat(caller).isCompletedWithValue(true);
    }

    @Test
    void completesAtOnceIfNothingIsLeftToRead() {
        progress.reached(StreamId.of("5-0"));
        CompletableFuture<Boolean> caller = asked();
        questions.get(0).complete(endsAt("5-0"));
        assertThat(caller).isCompletedWithValue(true);
    }

    @Test
    void anEmptyStreamHasBeenRead() {
        progress.reached(StreamId.ZERO);
        CompletableFuture<Boolean> caller = asked();
        questions.get(0).complete(List.of());
        assertThat(caller).isCompletedWithValue(true);
    }

    /** What was appended after the first question is not in the answer to it. */
    @Test
    void whoAsksWhileAQuestionIsUnderWaySharesTheNextOne() {
        progress.reached(StreamId.of("5-0"));
        CompletableFuture<Boolean> first = asked();
        CompletableFuture<Boolean> second = asked();
        CompletableFuture<Boolean> third = asked();
        assertThat(questions).hasSize(1);

        questions.get(0).complete(endsAt("5-0"));
        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isNotDone();
        assertThat(questions).hasSize(2);

        questions.get(1).complete(endsAt("5-0"));
        assertThat(second).isCompletedWithValue(true);
        assertThat(third).isCompletedWithValue(true);
        assertThat(questions).hasSize(2);
    }

    @Test
    void isNotKnownWhileRedisCannotBeAskedAndIsAskedAgainLater() {
        progress.reached(StreamId.of("5-0"));
        CompletableFuture<Boolean> caller = asked();
        questions.get(0).completeExceptionally(new IOException("lost"));
        assertThat(caller).isCompletedWithValue(false);

        CompletableFuture<Boolean> later = asked();
        questions.get(1).complete(endsAt("5-0"));
        assertThat(later).isCompletedWithValue(true);
    }

    @Test
    void isNotKnownIfReadingEndsMeanwhile() {
        progress.reached(StreamId.of("5-0"));
        CompletableFuture<Boolean> waits = asked();
        questions.get(0).complete(endsAt("7-0"));
        CompletableFuture<Boolean> asks = asked();
        progress.lost();
        assertThat(waits).isCompletedWithValue(false);

        questions.get(1).complete(endsAt("7-0"));
        assertThat(asks).isCompletedWithValue(false);
        assertThat(asked()).isCompletedWithValue(false);
        assertThat(questions).hasSize(2);
    }

    /** When the node ends. */
    @Test
    void workersThatRejectTasksLeaveNobodyWithoutAnAnswer() {
        StreamProgress ending =
                new StreamProgress(null, "key", Runnable::run, StreamProgressTest::reject, this::question);
        ending.reached(StreamId.of("5-0"));
        CompletableFuture<Boolean> first = ending.caughtUp().toCompletableFuture();
        CompletableFuture<Boolean> second = ending.caughtUp().toCompletableFuture();
        questions.get(0).complete(endsAt("5-0"));
        questions.get(1).complete(endsAt("5-0"));
        assertThat(first).isCompletedWithValue(true);
        assertThat(second).isCompletedWithValue(true);
    }

    @Test
    void aPastThatCannotBeAskedForBecauseOthersAskIsUnknown() {
        StreamProgress busy =
                new StreamProgress(null, "key", StreamProgressTest::reject, Runnable::run, this::question);

        assertThat(busy.past("/", StreamId.of("5-0"), Duration.ofMinutes(2)))
                .isCompletedWithValue(new MessageStream.Past(StreamId.of("5-0"), List.of()));
    }

    private static void reject(Runnable task) {
        throw new RejectedExecutionException();
    }
}
