package dev.parley.it;

import dev.parley.chat.MessagePublisher;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Set;

/** A resource of another team, with a name that one of Parley's has, too. For {@link JarInAnotherWarIT}. */
@Path("/users")
@RequestScoped
public class GuestResource {

    @Inject
    private MessagePublisher publisher;

    /** Answers with what it was asked for. */
    @GET
    @Path("{id}/presence")
    @PermitAll
    public String presence(@PathParam("id") String id) {
        return "guest's " + id;
    }

    /** Answers to traders only. */
    @GET
    @Path("secret")
    @RolesAllowed("trader")
    public String secret() {
        return "gold";
    }

    /** Publishes to a room. */
    @POST
    @Path("{room}")
    @PermitAll
    public void publish(@PathParam("room") String room) {
        publisher.broadcast(
                "news", Json.createObjectBuilder().add("from", "guest").build(), Set.of(room), Set.of());
    }

    /** Refuses in its own way. */
    @GET
    @Path("failing")
    @PermitAll
    public String failing() {
        throw new GuestFailure();
    }
}
