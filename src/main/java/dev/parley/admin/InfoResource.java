package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.security.ConsoleSignIn;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Describes this server. */
@Path(ResourceRoot.PATH + "/info")
@ApplicationScoped
@PermitAll
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
    public Response info() {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("name", build.name())
                .add("version", build.version())
                .add(
                        "protocols",
                        JSON.createObjectBuilder().add("engine.io", ENGINE_IO).add("socket.io", SOCKET_IO))
                .add("path", settings.path())
                .add("development", settings.development());
        settings.signIn().ifPresent(signIn -> json.add("signIn", json(signIn)));
        return Response.ok(json.build().toString().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static JsonObjectBuilder json(ConsoleSignIn signIn) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("issuer", signIn.issuer().toString())
                .add("clientId", signIn.clientId())
                .add("scope", signIn.scope());
        signIn.resource().ifPresent(resource -> json.add("resource", resource));
        return json;
    }
}
