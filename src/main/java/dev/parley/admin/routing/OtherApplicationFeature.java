package dev.parley.admin.routing;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 404 for the resources of Parley in every JAX-RS application but Parley's own. Whichever application finds the
 * resources by their annotation finds this feature in the same way. Parley's own applications list their classes, and
 * this one is not among them.
 */
@Provider
public class OtherApplicationFeature implements DynamicFeature {

    private static final ContainerRequestFilter NOT_FOUND = request ->
            request.abortWith(Response.status(Response.Status.NOT_FOUND).build());

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (isOfParley(resource.getResourceClass())
                || isOfParley(resource.getResourceMethod().getDeclaringClass())) {
            context.register(NOT_FOUND, ResourceRootFilter.FIRST);
        }
    }

    /** Also looks at superclasses, because the server may have generated the class. */
    private static boolean isOfParley(Class<?> resource) {
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            Path path = type.getAnnotation(Path.class);
            if (path != null && path.value().startsWith(ResourceRoot.PATH)) {
                return true;
            }
        }
        return false;
    }
}
