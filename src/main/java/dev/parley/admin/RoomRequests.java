package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** What is asked of one room and sent into it, whether the request names it in its path or in its query. */
@Dependent
public class RoomRequests {

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private NamespaceParameter namespaces;

    @Inject
    private PublishingOnce once;

    /** The room; 404 if it has no members. */
    CompletionStage<Response> get(String name, String scope, String namespace) {
        return deadline.limit(namespaces
                .directory(namespace)
                .room(name, ScopeParameter.of(scope))
                .thenApply(answer -> JsonAnswer.ok(
                        answer.value()
                                .orElseThrow(() -> new ProblemException(
                                        Problem.notFound("Nobody is in a room of this name.", answer.missingNodes())))
                                .toJson(),
                        answer)));
    }

    /**
     * Sends a message, also into a room without members.
     *
     * @throws IOException when the body cannot be read to its end
     */
    CompletionStage<Response> send(String name, PublishRequest request) throws IOException {
        return once.publish(
                request, (publisher, message) -> publisher.message(request.user(), name, message), Receipts::ofMessage);
    }
}
