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

/** The configuration of the node that gets the request. */
@Path(ResourceRoot.PATH + "/config")
@RequestScoped
@RolesAllowed(AdminApplication.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class ConfigResource {

    @Inject
    private NodeId node;

    @Inject
    private EffectiveSettings settings;

    /** The effective settings of this node and their sources, without secrets. */
    @GET
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
