package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.directory.ConnectionFilter;
import dev.parley.chat.directory.ConnectionInfo;
import dev.parley.socketio.adapter.ClusterReply;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The connected sockets, for operators. */
@Path(ResourceRoot.PATH + "/connections")
@RequestScoped
@RolesAllowed(AdminApplication.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
public class ConnectionsResource {

    private static final Comparator<ConnectionInfo> BY_ID = Comparator.comparing(ConnectionInfo::socketId);

    private static final Map<String, Comparator<ConnectionInfo>> ORDERS = Map.of(
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
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(operationId = "listConnections", summary = "The sockets that are connected, page by page")
    @APIResponse(
            responseCode = "200",
            description = "a page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = ApiDescription.CONNECTION_PAGE)))
    public CompletionStage<Response> list(
            @Parameter(description = ListQuery.LIMIT_DESCRIPTION)
                    @QueryParam("limit")
                    @DefaultValue(ListQuery.DEFAULT_LIMIT)
                    String limit,
            @Parameter(description = ListQuery.OFFSET_DESCRIPTION)
                    @QueryParam("offset")
                    @DefaultValue(ListQuery.DEFAULT_OFFSET)
                    String offset,
            @Parameter(description = ListQuery.SORT_DESCRIPTION) @QueryParam("sort") String sort,
            @Parameter(description = ListQuery.SEARCH_DESCRIPTION) @QueryParam("search") String search,
            @Parameter(description = "only sockets of the user with this id") @QueryParam("user") String user,
            @Parameter(description = "only sockets that are in this room") @QueryParam("room") String room,
            @Parameter(description = ScopeParameter.DESCRIPTION)
                    @QueryParam(ScopeParameter.NAME)
                    @DefaultValue(ScopeParameter.DEFAULT)
                    String scope,
            @Parameter(description = NamespaceParameter.DESCRIPTION)
                    @QueryParam(NamespaceParameter.NAME)
                    @DefaultValue(NamespaceParameter.DEFAULT)
                    String namespace) {
        Function<List<ConnectionInfo>, Page<ConnectionInfo>> paging =
                new ListQuery(limit, offset, sort, search).paging(ORDERS, "connectedAt", ConnectionsResource::texts);
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
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(operationId = "getConnection", summary = "One socket")
    @APIResponse(
            responseCode = "200",
            description = "the socket",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.CONNECTION)))
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public CompletionStage<Response> get(
            @Parameter(description = "the id of a socket") @PathParam("socketId") String socketId,
            @Parameter(description = ScopeParameter.DESCRIPTION)
                    @QueryParam(ScopeParameter.NAME)
                    @DefaultValue(ScopeParameter.DEFAULT)
                    String scope,
            @Parameter(description = NamespaceParameter.DESCRIPTION)
                    @QueryParam(NamespaceParameter.NAME)
                    @DefaultValue(NamespaceParameter.DEFAULT)
                    String namespace) {
        return deadline.limit(namespaces
                .directory(namespace)
                .connection(socketId, ScopeParameter.of(scope))
                .thenApply(answer -> JsonAnswer.ok(
                        answer.value().orElseThrow(() -> missing(answer)).toJson(), answer)));
    }

    /** Disconnects one socket and closes its client's whole connection. */
    @DELETE
    @Path("{socketId}")
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "disconnect",
            summary = "Disconnects a socket",
            description = "Wherever it is, and with its client's whole connection. Stock clients do not come back by"
                    + " themselves, since it was the server's will.")
    @APIResponse(responseCode = "204", description = "it is disconnected")
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public CompletionStage<Response> disconnect(
            @Parameter(description = "the id of a socket") @PathParam("socketId") String socketId,
            @Parameter(description = ScopeParameter.DESCRIPTION)
                    @QueryParam(ScopeParameter.NAME)
                    @DefaultValue(ScopeParameter.DEFAULT)
                    String scope,
            @Parameter(description = NamespaceParameter.DESCRIPTION)
                    @QueryParam(NamespaceParameter.NAME)
                    @DefaultValue(NamespaceParameter.DEFAULT)
                    String namespace) {
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
