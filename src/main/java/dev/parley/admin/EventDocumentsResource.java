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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The documents of the application's own events, for those who write clients. */
@Path(ResourceRoot.PATH)
@ApplicationScoped
@PermitAll
@AdminUnlessDevelopment
@Tag(name = "Own events")
public class EventDocumentsResource {

    private static final String NAMESPACE = "the name or pattern of a namespace, as it is declared; all without it";

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
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "getEventTypes",
            summary = "The TypeScript types of the application's own events",
            description = "The interfaces ClientToServerEvents and ServerToClientEvents; open in development mode.")
    @APIResponse(
            responseCode = "200",
            description = "a declaration file",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    public Response typeScript(@Parameter(description = NAMESPACE) @QueryParam("namespace") String namespace) {
        return Response.ok(of(namespace).typeScript().getBytes(StandardCharsets.UTF_8))
                .type("text/plain;charset=utf-8")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The AsyncAPI document. */
    @GET
    @Path("asyncapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = AdminApplication.TOKEN)
    @APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
    @Operation(
            operationId = "getAsyncApi",
            summary = "The AsyncAPI document of the application's own events",
            description = "AsyncAPI 3.0: a channel for each namespace; open in development mode.")
    @APIResponse(
            responseCode = "200",
            description = "an AsyncAPI document",
            content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response asyncApi(@Parameter(description = NAMESPACE) @QueryParam("namespace") String namespace) {
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
