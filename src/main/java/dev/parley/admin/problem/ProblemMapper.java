package dev.parley.admin.problem;

import dev.parley.admin.routing.ResourceRoot;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Sends the problem of a {@link ProblemException} to the client. */
public class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(ProblemException exception) {
        return exception
                .problem()
                .toResponse(ResourceRoot.requestedPath(uri.getRequestUri()))
                .build();
    }
}
