package dev.parley.admin;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.chat.directory.WaitingSession;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sessions of this node that wait for clients whose connections broke, for operators. */
@Path(ResourceRoot.PATH + "/sessions")
@RequestScoped
@RolesAllowed(AdminApplication.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {

    private static final Comparator<WaitingSession> BY_ID = Comparator.comparing(WaitingSession::socketId);

    static final Map<String, Comparator<WaitingSession>> ORDERS = Map.of(
            "since", Comparator.comparing(WaitingSession::since).thenComparing(BY_ID),
            "userId", Comparator.comparing(WaitingSession::userId).thenComparing(BY_ID),
            "socketId", BY_ID);

    @Inject
    private NamespaceParameter namespaces;

    /** A page of the sessions that wait: all, those of a user, or those in a room. */
    @GET
    public Response list(
            @BeanParam ListParameters parameters,
            @QueryParam("user") String user,
            @QueryParam("room") String room,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        List<WaitingSession> all = namespaces.directory(namespace).waiting().stream()
                .filter(session -> user == null || session.userId().equals(user))
                .filter(session -> room == null || session.rooms().contains(room))
                .toList();
        return JsonAnswer.ok(parameters
                .query()
                .paging(ORDERS, "since", (WaitingSession session) -> List.of(session.socketId(), session.userId()))
                .apply(all)
                .toJson(session -> json(session, namespace)));
    }

    private static JsonObject json(WaitingSession session, String namespace) {
        return JSON.createObjectBuilder(session.toJson())
                .add("namespace", namespace)
                .build();
    }

    /** Ends a session that waits. */
    @DELETE
    @Path("{socketId}")
    public Response end(
            @PathParam("socketId") String socketId,
            @QueryParam(NamespaceParameter.NAME) @DefaultValue(NamespaceParameter.DEFAULT) String namespace) {
        if (!namespaces.directory(namespace).endWaiting(socketId)) {
            throw new ProblemException(
                    Problem.notFound("No session with this socket id waits on this node.", Set.of()));
        }
        return Response.noContent().build();
    }
}
