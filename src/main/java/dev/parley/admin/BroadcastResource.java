package dev.parley.admin;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.error.RefusedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets a backend broadcast an event to many clients. */
@Path(ResourceRoot.PATH + "/broadcast")
@RequestScoped
@RolesAllowed(AdminApplication.PUBLISHER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Broadcast")
public class BroadcastResource {

    @Inject
    private Provider<CheckedPublisher> publisher;

    @Inject
    private AdminSettings settings;

    /** Sends the event to the members of some rooms, or to everybody. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "broadcast",
            summary = "An event for everybody, or for the members of some rooms",
            description = "They get a `broadcast` with the body.")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.BROADCAST)))
    @APIResponse(
            responseCode = "202",
            description = "it has been handed to its audience",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.RECEIPT)))
    @APIResponse(responseCode = "413", ref = ApiDescription.TOO_LARGE)
    public Response publish(InputStream body) throws IOException {
        try {
            return Receipts.of(publisher.get().broadcast(BodyJson.read(body, settings.maxBody())));
        } catch (RefusedException refusal) {
            throw RefusalProblem.by(refusal);
        }
    }
}
