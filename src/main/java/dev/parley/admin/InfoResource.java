package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Describes this server. */
@Path(ResourceRoot.PATH + "/info")
@ApplicationScoped
@PermitAll
@Tag(name = "Node")
public class InfoResource {

    private static final int ENGINE_IO = 4;
    private static final int SOCKET_IO = 5;

    private final BuildInfo build = BuildInfo.load();

    @Inject
    private AdminSettings settings;

    /**
     * Name and version of the server, the versions of its protocols, and the settings that a page needs before it
     * connects.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getInfo",
            summary = "The name and version of this server, and of the protocols that it speaks")
    @APIResponse(
            responseCode = "200",
            description = "what this server is",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ApiDescription.INFO)))
    public Response info() {
        String json = JSON.createObjectBuilder()
                .add("name", build.name())
                .add("version", build.version())
                .add(
                        "protocols",
                        JSON.createObjectBuilder().add("engine.io", ENGINE_IO).add("socket.io", SOCKET_IO))
                .add("path", settings.path())
                .add("development", settings.development())
                .build()
                .toString();
        return Response.ok(json.getBytes(StandardCharsets.UTF_8)).build();
    }
}
