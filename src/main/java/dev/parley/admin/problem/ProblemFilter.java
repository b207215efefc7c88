package dev.parley.admin.problem;

import dev.parley.admin.routing.ResourceRoot;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;

/**
 * Converts the errors that the server and JAX-RS create to problem details: the status stays, the text is replaced.
 * Servers refuse anonymous requests with different statuses; here an anonymous request always gets 401, and only an
 * authenticated user gets 403.
 */
public class ProblemFilter implements ContainerResponseFilter {

    private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (isError(response) && !isProblem(response)) {
            boolean anonymous = request.getSecurityContext().getUserPrincipal() == null;
            Problem problem = HttpErrors.of(response.getStatus(), anonymous);
            response.setStatus(problem.status());
            String path = ResourceRoot.requestedPath(request.getUriInfo().getRequestUri());
            response.setEntity(problem.toBytes(path), new Annotation[0], PROBLEM);
        }
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            // RFC 6750, section 3: a request that had a token gets the error invalid_token.
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
