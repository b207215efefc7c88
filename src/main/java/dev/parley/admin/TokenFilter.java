package dev.parley.admin;

import dev.parley.admin.problem.HttpErrors;
import dev.parley.admin.problem.Problem;
import dev.parley.admin.routing.ResourceRoot;
import dev.parley.api.AuthenticatedUser;
import dev.parley.security.RejectionReason;
import dev.parley.security.RequestTokens;
import dev.parley.security.VerificationResult;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Authenticates and authorizes the requests of the REST API: it verifies the token with the verifier of the sockets and
 * checks that the user may use the resource. It ignores the container's own authentication. So no request gets in
 * because a container does not enforce roles or authenticates a user in another way. The security context that this
 * filter sets is also the one for the container's own checks of roles.
 *
 * <p>It looks its beans up: RESTEasy injects the resource only into classes that are no beans, or that have
 * {@code @Provider}, and with that it would be part of every JAX-RS application.
 */
@Priority(Priorities.AUTHENTICATION)
public class TokenFilter implements ContainerRequestFilter {

    /**
     * The user of a request that this filter has let in.
     *
     * @throws IllegalStateException if the resource is open to everybody, and nobody is known
     */
    static AuthenticatedUser user(SecurityContext security) {
        if (security.getUserPrincipal() instanceof Known known) {
            return known.user();
        }
        throw new IllegalStateException("nobody is known for this request");
    }

    private static final String RETRY_SECONDS = "10";

    @Context
    private ResourceInfo resource;

    /** The security context of an authenticated user. */
    private record Known(AuthenticatedUser user, boolean isSecure) implements SecurityContext, Principal {

        @Override
        public Principal getUserPrincipal() {
            return this;
        }

        @Override
        public String getName() {
            return user.id();
        }

        @Override
        public boolean isUserInRole(String role) {
            return user.hasRole(role);
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }

    /** The security context of an anonymous request, even if the container has authenticated a user. */
    private record Unknown(boolean isSecure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return null;
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean secure = request.getSecurityContext().isSecure();
        request.setSecurityContext(new Unknown(secure));
        AccessRule access = access();
        if (access.isOpen()) {
            return;
        }
        VerificationResult verification = bean(RequestTokens.class)
                .verify(
                        Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION)),
                        cookies(request));
        if (verification instanceof VerificationResult.Rejected rejected) {
            refuse(request, rejected.reason());
            return;
        }
        AuthenticatedUser user = ((VerificationResult.Verified) verification).user();
        request.setSecurityContext(new Known(user, secure));
        if (!access.isFor(user::hasRole)) {
            refuse(request, HttpErrors.of(Response.Status.FORBIDDEN.getStatusCode(), false));
        }
    }

    private AccessRule access() {
        Class<?> type = resource.getResourceClass();
        AdminUnlessDevelopment rule = type == null ? null : type.getAnnotation(AdminUnlessDevelopment.class);
        boolean needsAdmin = rule != null && !bean(AdminSettings.class).development();
        return needsAdmin ? AccessRule.ADMIN : AccessRule.to(type, resource.getResourceMethod());
    }

    /**
     * The cookies of the request; none if the page's origin does not have access with credentials, because any page can
     * make the browser send cookies.
     */
    private List<String> cookies(ContainerRequestContext request) {
        Optional<String> origin = Optional.ofNullable(request.getHeaderString("Origin"));
        String scheme = request.getUriInfo().getRequestUri().getScheme();
        String host =
                Optional.ofNullable(request.getHeaderString(HttpHeaders.HOST)).orElse("");
        List<String> cookies = request.getHeaders().get(HttpHeaders.COOKIE);
        return cookies != null && bean(AdminSettings.class).origins().allowsCredentials(origin, scheme, host)
                ? cookies
                : List.of();
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    private static void refuse(ContainerRequestContext request, RejectionReason reason) {
        Response.Status status = reason == RejectionReason.KEYS_UNAVAILABLE
                ? Response.Status.SERVICE_UNAVAILABLE
                : Response.Status.UNAUTHORIZED;
        refuse(request, Problem.of(status, reason.sentence()));
    }

    private static void refuse(ContainerRequestContext request, Problem problem) {
        Response.ResponseBuilder answer = problem.toResponse(
                ResourceRoot.requestedPath(request.getUriInfo().getRequestUri()));
        if (problem.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        request.abortWith(answer.build());
    }
}
