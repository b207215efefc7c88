package dev.parley.admin;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers with the problem that a resource has met. */
@Provider
public class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(ProblemException exception) {
        return exception.problem().toResponse(uri.getRequestUri().getRawPath()).build();
    }
}
