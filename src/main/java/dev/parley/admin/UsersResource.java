package dev.parley.admin;

import dev.parley.admin.routing.ResourceRoot;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/**
 * The users who are connected, the presence of users, and notifications to users. A user id may contain slashes; {@link UserResource} takes any id.
 */
@Path(ResourceRoot.PATH + "/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    @Inject
    private UserRequests users;

    /** A page of the users who are connected. */
    @GET
    @RolesAllowed(AdminApplication.ADMIN)
    public CompletionStage<Response> list(
            @BeanParam ListParameters parameters,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope) {
        return users.list(parameters.query(), scope);
    }

    /** The user's presence and sockets. */
    @GET
    @Path("{id: .+}/presence")
    @RolesAllowed(AdminApplication.ADMIN)
    public CompletionStage<Response> presence(
            @PathParam("id") String id,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope) {
        return users.presence(id, scope);
    }

    /** Sends a notification to all sockets of a user. */
    @POST
    @Path("{id: .+}/notifications")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(AdminApplication.PUBLISHER)
    public CompletionStage<Response> notify(
            @PathParam("id") String id,
            @HeaderParam(IdempotencyKeyHeader.NAME) String key,
            @Context UriInfo uri,
            @Context SecurityContext security,
            InputStream body)
            throws IOException {
        return users.notify(id, new PublishRequest(key, uri, security, body));
    }
}
