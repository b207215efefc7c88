package dev.parley.admin.routing;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;

/** Leads the requests of Parley's JAX-RS applications to the resources below {@link ResourceRoot#PATH}. */
@PreMatching
@Priority(ResourceRootFilter.FIRST)
public class ResourceRootFilter implements ContainerRequestFilter {

    static final int FIRST = 0;

    @Override
    public void filter(ContainerRequestContext request) {
        URI base = request.getUriInfo().getBaseUri();
        request.setRequestUri(
                base, ResourceRoot.insertedInto(base, request.getUriInfo().getRequestUri()));
    }
}
