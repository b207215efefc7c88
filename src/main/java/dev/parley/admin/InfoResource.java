package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What this server is. */
@Path("info")
@ApplicationScoped
@PermitAll
public class InfoResource {

    private static final int ENGINE_IO = 4;
    private static final int SOCKET_IO = 5;

    private final BuildInfo build = BuildInfo.load();

    /** Name, version, and the versions of the protocols that it speaks. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The name and version of this server, and of the protocols that it speaks")
    @APIResponse(responseCode = "200", description = "name, version and protocols")
    public Response info() {
        String json = JSON.createObjectBuilder()
                .add("name", build.name())
                .add("version", build.version())
                .add(
                        "protocols",
                        JSON.createObjectBuilder().add("engine.io", ENGINE_IO).add("socket.io", SOCKET_IO))
                .build()
                .toString();
        return Response.ok(json.getBytes(StandardCharsets.UTF_8)).build();
    }
}
