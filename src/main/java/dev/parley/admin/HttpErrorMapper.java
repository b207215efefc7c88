package dev.parley.admin;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * What JAX-RS itself refuses, as problems: its status stays, its text does not. Servers differ in how they refuse somebody
 * who has not said who it is; here that is always 401, and 403 is for those who are known.
 */
@Provider
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    /** Of the headers of a refusal, those that tell the client something. */
    private static final List<String> KEPT = List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION);

    @Context
    private UriInfo uri;

    @Context
    private SecurityContext security;

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response refused = exception.getResponse();
        if (refused.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
            return refused;
        }
        boolean anonymous = security.getUserPrincipal() == null;
        Response.ResponseBuilder answer = HttpErrors.of(refused.getStatus(), anonymous)
                .toResponse(uri.getRequestUri().getRawPath());
        for (String name : KEPT) {
            String value = refused.getHeaderString(name);
            if (value != null) {
                answer.header(name, value);
            }
        }
        return answer.build();
    }
}
