package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.HistoryReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
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

    @Inject
    private Provider<HistoryReader> history;

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
     * What was said last in the room. The room policy decides whether the user may know it, as it decides who may be in the
     * room; the role that REST asks for is not enough.
     */
    CompletionStage<Response> messages(String name, int limit, AuthenticatedUser user) {
        return deadline.limit(history.get().read(user, name, limit).thenApply(answer -> {
            if (!answer.isAllowed()) {
                throw new ProblemException(Problem.of(
                        Response.Status.FORBIDDEN, "You may not enter this room, so you may not read it either."));
            }
            List<JsonObject> messages = answer.messages()
                    .orElseThrow(() -> new ProblemException(Problem.of(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "What was said cannot be read at the moment. Try again later.")));
            JsonArrayBuilder array = JSON.createArrayBuilder();
            messages.forEach(array::add);
            return JsonAnswer.ok(JSON.createObjectBuilder()
                    .add("room", name)
                    .add("messages", array)
                    .build());
        }));
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
