package dev.parley.admin.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Returns the response of a request that JAX-RS itself refuses, so that it is not treated as a failure of the server.
 * {@link ProblemFilter} replaces its body.
 */
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException exception) {
        return exception.getResponse();
    }
}
