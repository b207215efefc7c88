package dev.parley.admin;

import dev.parley.admin.routing.ResourceRoot;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** One user, named in the query, so that the id may have any characters; {@link RoomResource} says why. */
@Path(ResourceRoot.PATH + "/user")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    @Inject
    private UserRequests users;

    /** The user's presence and sockets. */
    @GET
    @Path("presence")
    @RolesAllowed(AdminApplication.ADMIN)
    public CompletionStage<Response> presence(
            @QueryParam(RequestTarget.USER) String id,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope) {
        return users.presence(RequestTarget.required(RequestTarget.USER, id), scope);
    }

    /** Sends a notification to all sockets of the user. */
    @POST
    @Path("notifications")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(AdminApplication.PUBLISHER)
    public CompletionStage<Response> notify(
            @QueryParam(RequestTarget.USER) String id,
            @HeaderParam(IdempotencyKeyHeader.NAME) String key,
            @Context UriInfo uri,
            @Context SecurityContext security,
            InputStream body)
            throws IOException {
        return users.notify(
                RequestTarget.required(RequestTarget.USER, id), new PublishRequest(key, uri, security, body));
    }
}
