package dev.parley.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Gives the errors that are not of our making, those of the server and of JAX-RS, the form of ours: the status stays, the
 * text does not. Servers differ in how they refuse somebody who has not said who it is; here that is always 401, and 403
 * is for those who are known.
 */
@Provider
public class ProblemFilter implements ContainerResponseFilter {

    private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (isError(response) && !isProblem(response)) {
            boolean anonymous = request.getSecurityContext().getUserPrincipal() == null;
            Problem problem = HttpErrors.of(response.getStatus(), anonymous);
            response.setStatus(problem.status());
            String path = request.getUriInfo().getRequestUri().getRawPath();
            response.setEntity(problem.toBytes(path), new Annotation[0], PROBLEM);
        }
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            // RFC 6750, section 3: with a token, it was one that is not good.
            String challenge = request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                    ? "Bearer"
                    : "Bearer error=\"invalid_token\"";
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
    }

    private static boolean isError(ContainerResponseContext response) {
        return response.getStatus() >= Response.Status.BAD_REQUEST.getStatusCode();
    }

    private static boolean isProblem(ContainerResponseContext response) {
        return response.hasEntity() && response.getMediaType() != null && PROBLEM.isCompatible(response.getMediaType());
    }
}
