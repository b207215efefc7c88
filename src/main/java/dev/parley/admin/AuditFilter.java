package dev.parley.admin;

import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response.Status;
import java.security.Principal;
import java.util.Objects;
import java.util.Set;

/** Writes to the audit log who changed something by the REST API, and whose requests, of any kind, were refused. */
@ApplicationScoped
public class AuditFilter implements ContainerResponseFilter {

    /** The request attribute with the client's address. {@code RestRequestFilter} sets it. */
    public static final String ADDRESS = "dev.parley.address";

    private static final Set<String> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<Integer> REFUSALS =
            Set.of(Status.UNAUTHORIZED.getStatusCode(), Status.FORBIDDEN.getStatusCode());

    @Inject
    private AuditLog log;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean refused = REFUSALS.contains(response.getStatus());
        if (!refused && LOOKING.contains(request.getMethod())) {
            return;
        }
        Principal user = request.getSecurityContext().getUserPrincipal();
        log.record(new AuditEvent(
                refused ? AuditEvent.Outcome.REFUSED : outcome(response),
                user == null ? "" : user.getName(),
                Objects.toString(request.getProperty(ADDRESS), ""),
                request.getMethod(),
                RequestTarget.of(request.getUriInfo()),
                Integer.toString(response.getStatus())));
    }

    private static AuditEvent.Outcome outcome(ContainerResponseContext response) {
        return response.getStatus() < Status.BAD_REQUEST.getStatusCode()
                ? AuditEvent.Outcome.DONE
                : AuditEvent.Outcome.FAILED;
    }
}
