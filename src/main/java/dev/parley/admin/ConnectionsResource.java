package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.directory.ConnectionFilter;
import dev.parley.chat.directory.ConnectionInfo;
import dev.parley.socketio.adapter.ClusterReply;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The connected sockets, for operators. */
@Path(ResourceRoot.PATH + "/connections")
@RequestScoped
@RolesAllowed(AdminApplication.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionsResource {

    private static final Comparator<ConnectionInfo> BY_ID = Comparator.comparing(ConnectionInfo::socketId);

    static final Map<String, Comparator<ConnectionInfo>> ORDERS = Map.of(
            "connectedAt", by(ConnectionInfo::connectedAt),
            "userId", by(ConnectionInfo::userId),
            "socketId", BY_ID,
            "transport", by(ConnectionInfo::transport),
            "remoteAddress", by(ConnectionInfo::remoteAddress),
            "node", by(ConnectionInfo::node));

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private NamespaceParameter namespaces;

    /** A page of the sockets: all, those of a user, or those in a room. */
    @GET
    public CompletionStage<Response> list(
            @BeanParam ListParameters parameters,
            @QueryParam(RequestTarget.OF_USER) String user,
            @QueryParam(RequestTarget.IN_ROOM) String room,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        Function<List<ConnectionInfo>, Page<ConnectionInfo>> paging =
                parameters.query().paging(ORDERS, "connectedAt", ConnectionsResource::texts);
        ConnectionFilter filter = new ConnectionFilter(Optional.ofNullable(user), Optional.ofNullable(room));
        return deadline.limit(namespaces
                .directory(namespace)
                .connections(filter, ScopeParameter.of(scope))
                .thenApply(
                        answer -> JsonAnswer.ok(paging.apply(answer.value()).toJson(ConnectionInfo::toJson), answer)));
    }

    /** One socket. */
    @GET
    @Path("{socketId}")
    public CompletionStage<Response> get(
            @PathParam("socketId") String socketId,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        return deadline.limit(namespaces
                .directory(namespace)
                .connection(socketId, ScopeParameter.of(scope))
                .thenApply(answer -> JsonAnswer.ok(
                        answer.value().orElseThrow(() -> missing(answer)).toJson(), answer)));
    }

    /** Disconnects one socket and closes its client's whole connection. */
    @DELETE
    @Path("{socketId}")
    public CompletionStage<Response> disconnect(
            @PathParam("socketId") String socketId,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        return deadline.limit(namespaces
                .directory(namespace)
                .disconnect(socketId, ScopeParameter.of(scope))
                .thenApply(answer -> {
                    if (!answer.value()) {
                        throw missing(answer);
                    }
                    return Response.noContent().build();
                }));
    }

    /**
     * Disconnects all sockets of a user, or all in a room, and closes their clients' whole connections. A request that
     * names neither is refused: it would be everybody.
     */
    @DELETE
    public CompletionStage<Response> disconnectAll(
            @QueryParam(RequestTarget.OF_USER) String user,
            @QueryParam(RequestTarget.IN_ROOM) String room,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        if (user == null) {
            RequestTarget.required(RequestTarget.IN_ROOM, room);
        }
        ConnectionFilter filter = new ConnectionFilter(Optional.ofNullable(user), Optional.ofNullable(room));
        return deadline.limit(namespaces
                .directory(namespace)
                .disconnectAll(filter, ScopeParameter.of(scope))
                .thenApply(answer -> JsonAnswer.ok(
                        JSON.createObjectBuilder()
                                .add("disconnected", answer.value())
                                .build(),
                        answer)));
    }

    private static ProblemException missing(ClusterReply<?> answer) {
        return new ProblemException(Problem.notFound("No socket with this id is connected.", answer.missingNodes()));
    }

    private static List<String> texts(ConnectionInfo connection) {
        return List.of(connection.socketId(), connection.userId(), connection.remoteAddress());
    }

    private static <C extends Comparable<C>> Comparator<ConnectionInfo> by(Function<ConnectionInfo, C> field) {
        return Comparator.comparing(field).thenComparing(BY_ID);
    }
}
