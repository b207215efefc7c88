package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.directory.NodeId;
import dev.parley.config.EffectiveSetting;
import dev.parley.config.EffectiveSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The configuration of the node that gets the request. */
@Path(ResourceRoot.PATH + "/config")
@RequestScoped
@RolesAllowed(AdminApplication.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Configuration")
public class ConfigResource {

    @Inject
    private NodeId node;

    @Inject
    private EffectiveSettings settings;

    /** The effective settings of this node and their sources, without secrets. */
    @GET
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "getConfig",
            summary = "The configuration of this node",
            description = "Every setting as it is in force, and where its value comes from. Secrets are hidden.")
    @APIResponse(
            responseCode = "200",
            description = "the configuration",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.CONFIG)))
    public Response get() {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        settings.all().forEach(setting -> all.add(json(setting)));
        return JsonAnswer.ok(JSON.createObjectBuilder()
                .add("node", node.text())
                .add("settings", all)
                .build());
    }

    private static JsonObject json(EffectiveSetting setting) {
        return JSON.createObjectBuilder()
                .add("name", setting.name())
                .add("value", setting.value())
                .add("source", setting.source())
                .add("secret", setting.secret())
                .build();
    }
}
