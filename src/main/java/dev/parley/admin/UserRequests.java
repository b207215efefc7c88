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
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What is asked of one user and sent to one, whether the request names the user in its path or in its query. */
@Dependent
public class UserRequests {

    private static final Comparator<ConnectedUser> BY_ID = Comparator.comparing(ConnectedUser::userId);

    static final Map<String, Comparator<ConnectedUser>> ORDERS = Map.of(
            "userId",
            BY_ID,
            "sockets",
            Comparator.comparingInt((ConnectedUser user) -> user.sockets().size())
                    .thenComparing(BY_ID));

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private Provider<PresenceLookup> presences;

    @Inject
    private Provider<ClusterDirectory> directory;

    @Inject
    private PublishingOnce once;

    /**
     * A page of the users who are connected, each with the presence that the cluster knows. Presence is only asked for
     * users of the page.
     */
    CompletionStage<Response> list(ListQuery query, String scope) {
        Function<List<ConnectedUser>, Page<ConnectedUser>> paging =
                query.paging(ORDERS, "userId", user -> List.of(user.userId()));
        ConnectionFilter everybody = new ConnectionFilter(Optional.empty(), Optional.empty());
        return deadline.limit(directory
                .get()
                .connections(everybody, ScopeParameter.of(scope))
                .thenCompose(answer -> withPresence(paging.apply(ConnectedUser.of(answer.value())))
                        .thenApply(page -> JsonAnswer.ok(page, answer))));
    }

    private CompletionStage<JsonObject> withPresence(Page<ConnectedUser> page) {
        Map<String, CompletableFuture<Presence>> known = new HashMap<>();
        PresenceLookup lookup = presences.get();
        page.items()
                .forEach(user ->
                        known.put(user.userId(), lookup.of(user.userId()).toCompletableFuture()));
        return CompletableFuture.allOf(known.values().toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        page.toJson(user -> json(known.get(user.userId()).join(), user.sockets())));
    }

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
                .thenCombine(
                        sockets, (presence, answer) -> JsonAnswer.ok(json(presence, ids(answer.value())), answer)));
    }

    private static List<String> ids(List<ConnectionInfo> connections) {
        return connections.stream().map(ConnectionInfo::socketId).sorted().toList();
    }

    private static JsonObject json(Presence presence, List<String> sockets) {
        return JSON.createObjectBuilder()
                .add("userId", presence.userId())
                .add("status", presence.status().text())
                .add("timestamp", Timestamps.text(presence.timestamp()))
                .add("sockets", JSON.createArrayBuilder(sockets))
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
