package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.directory.NodeId;
import dev.parley.health.NodeDrain;
import dev.parley.socketio.codec.Timestamps;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The node that gets the request: whether it is in service, and its drain. */
@Path(ResourceRoot.PATH + "/node")
@RequestScoped
@RolesAllowed(AdminApplication.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {

    @Inject
    private NodeId node;

    @Inject
    private NodeDrain drain;

    /** How far the drain is. */
    @GET
    public Response get() {
        return JsonAnswer.ok(json(drain.state()).build());
    }

    /** Begins to drain. */
    @POST
    @Path("drain")
    public Response drain() {
        return JsonAnswer.accepted(json(drain.begin()).build());
    }

    /** Takes the drain back. */
    @DELETE
    @Path("drain")
    public Response takeBack() {
        return JsonAnswer.ok(json(drain.takeBack()).build());
    }

    private JsonObjectBuilder json(NodeDrain.State state) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("node", node.text())
                .add("draining", state.since().isPresent());
        state.since().ifPresent(since -> json.add("drainingSince", Timestamps.text(since)));
        return json.add("open", state.open()).add("toGo", state.left().toMillis());
    }
}
