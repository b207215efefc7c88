package dev.parley.admin;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * Failures of the server itself: the client learns the id of the incident and nothing else; whoever reads the log finds the
 * failure by it.
 */
@Provider
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
        String path = uri.getRequestUri().getRawPath();
        if (cause instanceof ProblemException refusal) {
            return refusal.problem().toResponse(path).build();
        }
        String incident = UUID.randomUUID().toString();
        // The raw path: it cannot forge a line. No query, which may have a token.
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
