package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.ClusterAnswer;
import dev.parley.chat.ClusterDirectory;
import dev.parley.chat.ConnectionFilter;
import dev.parley.chat.ConnectionInfo;
import dev.parley.chat.Presence;
import dev.parley.chat.PresenceDirectory;
import dev.parley.chat.RefusedException;
import dev.parley.chat.Timestamps;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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

/** Users: how they are seen, and notifications for them. An id may have slashes. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class UsersResource {

    @Inject
    private PresenceDirectory presences;

    @Inject
    private ClusterDirectory directory;

    @Inject
    private CheckedPublisher publisher;

    @Inject
    private AdminSettings settings;

    /** How a user is seen. Everybody who is not connected is {@code offline}: nothing is stored about users. */
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
        CompletionStage<ClusterAnswer<List<ConnectionInfo>>> sockets =
                directory.connections(filter, ScopeParameter.of(scope));
        return presences
                .of(id)
                .thenCombine(sockets, (presence, answer) -> JsonAnswer.ok(json(presence, answer.found()), answer));
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

    /** A notification for all sockets of a user. */
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
            return Receipts.of(publisher.notifyUser(id, BodyJson.read(body, settings.maxBody())));
        } catch (RefusedException refusal) {
            throw Refused.by(refusal);
        }
    }
}
