package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.ConnectionFilter;
import dev.parley.chat.directory.ConnectionInfo;
import dev.parley.chat.error.RefusedException;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceLookup;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.codec.Timestamps;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The presence of users, and notifications to users. A user id may contain slashes. */
@Path(ResourceRoot.PATH + "/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UsersResource {

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private Provider<PresenceLookup> presences;

    @Inject
    private Provider<ClusterDirectory> directory;

    @Inject
    private Provider<CheckedPublisher> publisher;

    @Inject
    private AdminSettings settings;

    /**
     * The presence of a user. Every user id that is not connected is {@code offline}, known or not: nothing is stored
     * about users.
     */
    @GET
    @Path("{id: .+}/presence")
    @RolesAllowed(AdminApplication.ADMIN)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "getPresence",
            summary = "The presence of a user, and the user's sockets",
            description = "The presence is that of the whole cluster, also when only the sockets of this node are asked"
                    + " for. Whoever is not connected is offline.")
    @APIResponse(
            responseCode = "200",
            description = "the presence",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.PRESENCE)))
    public CompletionStage<Response> presence(
            @Parameter(description = "the id of a user") @PathParam("id") String id,
            @Parameter(description = ScopeParameter.DESCRIPTION)
                    @QueryParam(ScopeParameter.NAME)
                    @DefaultValue(ScopeParameter.DEFAULT)
                    String scope) {
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

    /** Sends a notification to all sockets of a user. */
    @POST
    @Path("{id: .+}/notifications")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(AdminApplication.PUBLISHER)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "notifyUser",
            summary = "A notification for a user",
            description =
                    "All the user's sockets get a `notification` with the body, whatever JSON it is. The user need"
                            + " not have any.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = ApiDescription.NOTIFICATION)))
    @APIResponse(
            responseCode = "202",
            description = "it has been handed to the user's sockets",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.RECEIPT)))
    @APIResponse(responseCode = "413", ref = ApiDescription.TOO_LARGE)
    public Response notify(@Parameter(description = "the id of a user") @PathParam("id") String id, InputStream body)
            throws IOException {
        try {
            return Receipts.of(publisher.get().notifyUser(id, BodyJson.read(body, settings.maxBody())));
        } catch (RefusedException refusal) {
            throw RefusalProblem.by(refusal);
        }
    }
}
