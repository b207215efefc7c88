package dev.parley.admin.problem;

import dev.parley.admin.routing.ResourceRoot;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * Handles failures of the server itself. The client gets only the id of the incident; an operator finds the failure in
 * the log by this id.
 */
public class FailureMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(FailureMapper.class.getName());

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @Override
    public Response toResponse(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String path = ResourceRoot.requestedPath(uri.getRequestUri());
        if (cause instanceof ProblemException refusal) {
            return refusal.problem().toResponse(path).build();
        }
        String incident = UUID.randomUUID().toString();
        // The raw path, because it cannot contain line breaks that forge log lines. The query is left out, because it
        // may contain a token.
        LOG.log(Level.ERROR, "Incident " + incident + ": " + request.getMethod() + " " + path + " failed", cause);
        return problem(incident).toResponse("urn:uuid:" + incident).build();
    }

    private static Problem problem(String incident) {
        Response.Status status = Response.Status.INTERNAL_SERVER_ERROR;
        return new Problem(
                Problem.INCIDENT,
                "Failure of the server",
                status.getStatusCode(),
                "Something went wrong on the server. Try again, and report incident " + incident + " if it stays so.",
                List.of());
    }
}
