package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.MessageReceipt;
import dev.parley.chat.Publication;
import dev.parley.chat.error.RefusedException;
import dev.parley.idempotency.Fingerprint;
import dev.parley.idempotency.Idempotency;
import dev.parley.idempotency.IdempotencyKey;
import dev.parley.idempotency.OnceResult;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Publishes what a backend sends, and sends nothing again for a request that is repeated with its
 * {@link IdempotencyKeyHeader}. A user's key belongs to one request: its target and its body.
 */
@Dependent
public class PublishingOnce {

    private static final String SCOPE = "rest";

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private AdminSettings settings;

    @Inject
    private Provider<CheckedPublisher> publisher;

    @Inject
    private Provider<Idempotency> idempotency;

    /** Checks what a backend wants to publish. */
    @FunctionalInterface
    interface Check {

        /**
         * What can be published.
         *
         * @throws RefusedException when it is wrong
         */
        Publication check(CheckedPublisher publisher, JsonValue body) throws RefusedException;
    }

    /**
     * Publishes the body of a request. A {@link ProblemException} refuses it.
     *
     * @param check checks the body
     * @param answer makes the answer
     * @throws IOException when the body cannot be read to its end
     */
    CompletionStage<Response> publish(PublishRequest request, Check check, Function<MessageReceipt, Response> answer)
            throws IOException {
        JsonValue body = BodyJson.read(request.body(), settings.maxBody());
        try {
            return publish(request, body, check.check(publisher.get(), body), answer);
        } catch (RefusedException refusal) {
            throw RefusalProblem.by(refusal);
        }
    }

    private CompletionStage<Response> publish(
            PublishRequest request,
            JsonValue body,
            Publication publication,
            Function<MessageReceipt, Response> answer) {
        if (request.key() == null) {
            MessageReceipt receipt = publisher.get().receipt();
            publication.publish(receipt);
            return CompletableFuture.completedStage(answer.apply(receipt));
        }
        return deadline.limit(idempotency
                .get()
                .once(
                        new IdempotencyKey(SCOPE, request.user(), IdempotencyKeyHeader.parse(request.key())),
                        Fingerprint.of(RequestTarget.of(request.uri()), body.toString()),
                        Idempotency.Patience.NONE,
                        outcome -> publication.publish(MessageReceipt.of(outcome)))
                .thenApply(execution -> answer.apply(receipt(execution))));
    }

    private static MessageReceipt receipt(OnceResult execution) {
        return switch (execution.kind()) {
            case FIRST, REPEATED -> MessageReceipt.of(execution.outcome());
            case OTHER_CONTENT ->
                throw new ProblemException(new Problem(
                        Problem.ABOUT_BLANK,
                        "Unprocessable Content",
                        422,
                        "This Idempotency-Key belongs to another request that you have made. Take a new one.",
                        List.of()));
            case UNDER_WAY ->
                throw new ProblemException(Problem.of(
                        Response.Status.CONFLICT,
                        "The first request with this Idempotency-Key is still under way. Try again."));
            case UNKNOWN -> throw new IllegalStateException("a request was neither executed nor refused");
        };
    }
}
