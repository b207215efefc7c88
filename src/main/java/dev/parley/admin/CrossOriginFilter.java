package dev.parley.admin;

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
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Which pages may use the HTTP side: the ones that may connect a socket, by the same policy. Requests of other pages are
 * refused, and not only kept from reading the answer; so is a token in a cookie that a page had the browser send which is
 * not on the list, and those that ask before they send (CORS, "preflight") are answered without a token.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
@ApplicationScoped
public class CrossOriginFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String METHODS = "GET, POST, DELETE";
    /** What browsers keep from pages otherwise, of what answers have. */
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
        } else if (isByCookie(request) && !origins.allowsCredentials(origin, scheme, host)) {
            refuse(
                    request,
                    Response.Status.UNAUTHORIZED,
                    "Pages of this origin need a token in Authorization: Bearer.");
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
                .toResponse(request.getUriInfo().getRequestUri().getRawPath())
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

    /** Whoever is known without having said so in the header was known by a cookie. */
    private static boolean isByCookie(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal() != null
                && header(request, HttpHeaders.AUTHORIZATION).isEmpty();
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name));
    }
}
