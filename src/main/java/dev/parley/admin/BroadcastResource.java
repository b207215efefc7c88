package dev.parley.admin;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.CheckedPublisher;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** Lets a backend broadcast an event to many clients. */
@Path(ResourceRoot.PATH + "/broadcast")
@RequestScoped
@RolesAllowed(AdminApplication.PUBLISHER)
@Produces(MediaType.APPLICATION_JSON)
public class BroadcastResource {

    @Inject
    private PublishingOnce once;

    /** Sends the event to the members of some rooms, or to everybody. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> publish(
            @HeaderParam(IdempotencyKeyHeader.NAME) String key,
            @Context UriInfo uri,
            @Context SecurityContext security,
            InputStream body)
            throws IOException {
        return once.publish(
                new PublishRequest(key, uri, security, body), CheckedPublisher::broadcast, Receipts::withoutId);
    }
}
