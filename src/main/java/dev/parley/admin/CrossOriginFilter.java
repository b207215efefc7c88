package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.security.OriginPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Applies the origin policy of the sockets to the REST API: only pages that may connect a socket may use the API.
 * Requests of other pages are refused; CORS alone would only keep the page from reading the answer. CORS preflight
 * requests are answered without a token.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
@ApplicationScoped
public class CrossOriginFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String METHODS = "GET, POST, DELETE";
    /** The response headers that browsers would otherwise hide from pages. */
    private static final String EXPOSED = "WWW-Authenticate, Retry-After, Allow";

    private static final int PREFLIGHT_SECONDS = 600;

    @Inject
    private AdminSettings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> origin = header(request, ORIGIN);
        if (origin.isEmpty()) {
            return;
        }
        String scheme = request.getUriInfo().getRequestUri().getScheme();
        String host = header(request, HttpHeaders.HOST).orElse("");
        OriginPolicy origins = settings.origins();
        if (!origins.allows(origin, scheme, host)) {
            refuse(request, Response.Status.FORBIDDEN, "Pages of this origin may not use this service.");
        } else if (isPreflight(request)) {
            request.abortWith(preflight(request));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, ORIGIN);
        String scheme = request.getUriInfo().getRequestUri().getScheme();
        String host = header(request, HttpHeaders.HOST).orElse("");
        settings.origins()
                .allowedOriginHeader(header(request, ORIGIN), scheme, host)
                .ifPresent(allowed -> {
                    headers.putSingle(ALLOW_ORIGIN, allowed);
                    headers.putSingle("Access-Control-Expose-Headers", EXPOSED);
                    if (!allowed.equals("*")) {
                        headers.putSingle("Access-Control-Allow-Credentials", "true");
                    }
                });
    }

    private static void refuse(ContainerRequestContext request, Response.Status status, String detail) {
        request.abortWith(Problem.of(status, detail)
                .toResponse(ResourceRoot.requestedPath(request.getUriInfo().getRequestUri()))
                .build());
    }

    private static boolean isPreflight(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.OPTIONS)
                && header(request, "Access-Control-Request-Method").isPresent();
    }

    private static Response preflight(ContainerRequestContext request) {
        Response.ResponseBuilder answer = Response.noContent()
                .header("Access-Control-Allow-Methods", METHODS)
                .header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        header(request, "Access-Control-Request-Headers")
                .ifPresent(names -> answer.header("Access-Control-Allow-Headers", names));
        return answer.build();
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name));
    }
}
