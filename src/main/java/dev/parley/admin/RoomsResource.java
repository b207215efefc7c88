package dev.parley.admin;

import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.directory.RoomInfo;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The rooms that have members, and messages of backends to rooms. A room name may contain slashes; {@link RoomResource}
 * takes any name.
 */
@Path(ResourceRoot.PATH + "/rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    private static final Comparator<RoomInfo> BY_NAME = Comparator.comparing(RoomInfo::name);

    static final Map<String, Comparator<RoomInfo>> ORDERS = Map.of(
            "name", BY_NAME,
            "memberCount", Comparator.comparingInt(RoomInfo::memberCount).thenComparing(BY_NAME),
            "createdAt", Comparator.comparing(RoomInfo::createdAt).thenComparing(BY_NAME));

    @Inject
    private AnswerDeadline deadline;

    @Inject
    private NamespaceParameter namespaces;

    @Inject
    private RoomRequests one;

    /** A page of the rooms. */
    @GET
    @RolesAllowed(AdminApplication.ADMIN)
    public CompletionStage<Response> list(
            @BeanParam ListParameters parameters,
            @QueryParam("member") String member,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        Function<List<RoomInfo>, Page<RoomInfo>> paging =
                parameters.query().paging(ORDERS, "name", room -> List.of(room.name()));
        return deadline.limit(namespaces
                .directory(namespace)
                .rooms(ScopeParameter.of(scope))
                .thenApply(answer -> {
                    List<RoomInfo> rooms = member == null
                            ? answer.value()
                            : answer.value().stream()
                                    .filter(room -> room.members().contains(member))
                                    .toList();
                    return JsonAnswer.ok(paging.apply(rooms).toJson(RoomInfo::toJson), answer);
                }));
    }

    /** One room. */
    @GET
    @Path("{name: .+}")
    @RolesAllowed(AdminApplication.ADMIN)
    public CompletionStage<Response> get(
            @PathParam("name") String name,
            @QueryParam(ScopeParameter.NAME) @DefaultValue(ScopeParameter.DEFAULT) String scope,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        return one.get(name, scope, namespace);
    }

    /** Sends a message from a backend, which need not be a member of the room. */
    @POST
    @Path("{name: .+}/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(AdminApplication.PUBLISHER)
    public CompletionStage<Response> send(
            @PathParam("name") String name,
            @HeaderParam(IdempotencyKeyHeader.NAME) String key,
            @Context UriInfo uri,
            @Context SecurityContext security,
            InputStream body)
            throws IOException {
        return one.send(name, new PublishRequest(key, uri, security, body));
    }
}
