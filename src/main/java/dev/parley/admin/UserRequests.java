package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.ConnectionFilter;
import dev.parley.chat.directory.ConnectionInfo;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceLookup;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.codec.Timestamps;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What is asked of one user and sent to one, whether the request names the user in its path or in its query. */
@Dependent
public class UserRequests {

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private Provider<PresenceLookup> presences;

    @Inject
    private Provider<ClusterDirectory> directory;

    @Inject
    private PublishingOnce once;

    /**
     * The presence of a user. Every user id that is not connected is {@code offline}, known or not: nothing is stored
     * about users.
     */
    CompletionStage<Response> presence(String id, String scope) {
        ConnectionFilter filter = new ConnectionFilter(Optional.of(id), Optional.empty());
        CompletionStage<ClusterReply<List<ConnectionInfo>>> sockets =
                directory.get().connections(filter, ScopeParameter.of(scope));
        return deadline.limit(presences
                .get()
                .of(id)
                .thenCombine(sockets, (presence, answer) -> JsonAnswer.ok(json(presence, answer.value()), answer)));
    }

    private static JsonObject json(Presence presence, List<ConnectionInfo> connections) {
        JsonArrayBuilder sockets = JSON.createArrayBuilder();
        connections.stream().map(ConnectionInfo::socketId).sorted().forEach(sockets::add);
        return JSON.createObjectBuilder()
                .add("userId", presence.userId())
                .add("status", presence.status().text())
                .add("timestamp", Timestamps.text(presence.timestamp()))
                .add("sockets", sockets)
                .build();
    }

    /**
     * Sends a notification to all sockets of a user, who need not have any.
     *
     * @throws IOException when the body cannot be read to its end
     */
    CompletionStage<Response> notify(String id, PublishRequest request) throws IOException {
        return once.publish(
                request, (publisher, notification) -> publisher.notification(id, notification), Receipts::withoutId);
    }
}
