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

/**
 * One room, named in the query. So its name may have any characters; of those in a path, servers refuse some, and take
 * others for parts of the path.
 */
@Path(ResourceRoot.PATH + "/room")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomResource {

    @Inject
    private RoomRequests rooms;

    /** The room. */
    @GET
    @RolesAllowed(AdminApplication.ADMIN)
    public CompletionStage<Response> get(
            @QueryParam(RequestTarget.ROOM) String name,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        return rooms.get(RequestTarget.required(RequestTarget.ROOM, name), scope, namespace);
    }

    /** What was said last in the room, for an operator who may be in it. */
    @GET
    @Path("messages")
    @RolesAllowed(AdminApplication.ADMIN)
    public CompletionStage<Response> messages(
            @QueryParam(RequestTarget.ROOM) String name,
            @QueryParam("limit") @DefaultValue(ListQuery.DEFAULT_LIMIT) String limit,
            @Context SecurityContext security) {
        return rooms.messages(
                RequestTarget.required(RequestTarget.ROOM, name), ListQuery.size(limit), TokenFilter.user(security));
    }

    /** Sends a message from a backend, which need not be a member of the room. */
    @POST
    @Path("messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(AdminApplication.PUBLISHER)
    public CompletionStage<Response> send(
            @QueryParam(RequestTarget.ROOM) String name,
            @HeaderParam(IdempotencyKeyHeader.NAME) String key,
            @Context UriInfo uri,
            @Context SecurityContext security,
            InputStream body)
            throws IOException {
        return rooms.send(
                RequestTarget.required(RequestTarget.ROOM, name), new PublishRequest(key, uri, security, body));
    }
}
