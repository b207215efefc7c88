package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.directory.RoomInfo;
import dev.parley.chat.error.RefusedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rooms that have members, and messages of backends to rooms. A room name may contain slashes. */
@Path(ResourceRoot.PATH + "/rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rooms")
public class RoomsResource {

    private static final Comparator<RoomInfo> BY_NAME = Comparator.comparing(RoomInfo::name);

    private static final Map<String, Comparator<RoomInfo>> ORDERS = Map.of(
            "name", BY_NAME,
            "memberCount", Comparator.comparingInt(RoomInfo::memberCount).thenComparing(BY_NAME),
            "createdAt", Comparator.comparing(RoomInfo::createdAt).thenComparing(BY_NAME));

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private NamespaceParameter namespaces;

    @Inject
    private Provider<CheckedPublisher> publisher;

    @Inject
    private AdminSettings settings;

    /** A page of the rooms. */
    @GET
    @RolesAllowed(AdminApplication.ADMIN)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(operationId = "listRooms", summary = "The rooms that have members, page by page")
    @APIResponse(
            responseCode = "200",
            description = "a page",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.ROOM_PAGE)))
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
            @Parameter(description = "only the rooms that this socket is a member of") @QueryParam("member")
                    String member,
            @Parameter(description = ScopeParameter.DESCRIPTION)
                    @QueryParam(ScopeParameter.NAME)
                    @DefaultValue(ScopeParameter.DEFAULT)
                    String scope,
            @Parameter(description = NamespaceParameter.DESCRIPTION)
                    @QueryParam(NamespaceParameter.NAME)
                    @DefaultValue(NamespaceParameter.DEFAULT)
                    String namespace) {
        Function<List<RoomInfo>, Page<RoomInfo>> paging =
                new ListQuery(limit, offset, sort, search).paging(ORDERS, "name", room -> List.of(room.name()));
        return deadline.limit(namespaces
                .directory(namespace)
                .rooms(ScopeParameter.of(scope))
                .thenApply(answer -> {
                    List<RoomInfo> rooms = member == null
                            ? answer.value()
                            : answer.value().stream()
                                    .filter(room -> room.members().contains(member))
                                    .toList();
                    return JsonAnswer.ok(paging.apply(rooms).toJson(RoomInfo::toJson), answer);
                }));
    }

    /** One room. */
    @GET
    @Path("{name: .+}")
    @RolesAllowed(AdminApplication.ADMIN)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(operationId = "getRoom", summary = "One room")
    @APIResponse(
            responseCode = "200",
            description = "the room",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.ROOM)))
    @APIResponse(responseCode = "404", ref = ApiDescription.NOT_FOUND)
    public CompletionStage<Response> get(
            @Parameter(description = "the name of a room") @PathParam("name") String name,
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
                .room(name, ScopeParameter.of(scope))
                .thenApply(answer -> JsonAnswer.ok(
                        answer.value()
                                .orElseThrow(() -> new ProblemException(
                                        Problem.notFound("Nobody is in a room of this name.", answer.missingNodes())))
                                .toJson(),
                        answer)));
    }

    /** Sends a message from a backend, which need not be a member of the room. */
    @POST
    @Path("{name: .+}/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(AdminApplication.PUBLISHER)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "sendMessage",
            summary = "A message into a room",
            description = "Its members get a `message` from the user of the token. The room need not have any.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.MESSAGE)))
    @APIResponse(
            responseCode = "202",
            description = "it has been handed to the room",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = ApiDescription.MESSAGE_RECEIPT)))
    @APIResponse(responseCode = "413", ref = ApiDescription.TOO_LARGE)
    public Response send(
            @Parameter(description = "the name of a room") @PathParam("name") String name,
            InputStream body,
            @Context SecurityContext security)
            throws IOException {
        try {
            return Receipts.of(publisher
                    .get()
                    .message(security.getUserPrincipal().getName(), name, BodyJson.read(body, settings.maxBody())));
        } catch (RefusedException refusal) {
            throw RefusalProblem.by(refusal);
        }
    }
}
