package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.events.document.DocumentInfo;
import dev.parley.events.document.EventDocuments;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;

/** The documents of the application's own events, for those who write clients. */
@Path(ResourceRoot.PATH)
@ApplicationScoped
@PermitAll
@AdminUnlessDevelopment
public class EventDocumentsResource {

    private final BuildInfo build = BuildInfo.load();

    @Inject
    private EventDocuments documents;

    @Inject
    private AdminSettings settings;

    @Context
    private UriInfo request;

    /** The types for a front end. */
    @GET
    @Path("events.d.ts")
    @Produces(MediaType.TEXT_PLAIN)
    public Response typeScript(@QueryParam("namespace") String namespace) {
        return Response.ok(of(namespace).typeScript().getBytes(StandardCharsets.UTF_8))
                .type("text/plain;charset=utf-8")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The AsyncAPI document. */
    @GET
    @Path("asyncapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response asyncApi(@QueryParam("namespace") String namespace) {
        DocumentInfo info = new DocumentInfo(
                "Events of " + build.name(),
                build.version(),
                request.getBaseUri().getAuthority(),
                settings.path());
        return JsonAnswer.ok(of(namespace).asyncApi(info));
    }

    private EventDocuments of(String namespace) {
        EventDocuments some = namespace == null ? documents : documents.of(namespace);
        if (namespace != null && some.isEmpty()) {
            throw new ProblemException(Problem.of(Response.Status.NOT_FOUND, "No such namespace is declared."));
        }
        return some;
    }
}
