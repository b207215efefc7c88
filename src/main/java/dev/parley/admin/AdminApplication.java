package dev.parley.admin;

import dev.parley.admin.problem.FailureMapper;
import dev.parley.admin.problem.HttpErrorMapper;
import dev.parley.admin.problem.ProblemFilter;
import dev.parley.admin.problem.ProblemMapper;
import dev.parley.admin.routing.ResourceRootFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/**
 * The JAX-RS application below {@code /api}. It lists its classes, because the WAR has a second application and a
 * server that scans for classes would add each class to both. The OpenAPI document is {@code META-INF/openapi.yaml}.
 */
@ApplicationPath(AdminApplication.PATH)
@LoginConfig(authMethod = "MP-JWT")
// For Payara, which finds the annotation above only on beans.
@Dependent
public class AdminApplication extends Application {

    /** The path of the application, below the context root. */
    public static final String PATH = "/api";

    /** The role that may read and disconnect. */
    public static final String ADMIN = "admin";

    /** The role that may publish. */
    public static final String PUBLISHER = "publisher";

    /** The role that may read the meters. */
    public static final String METRICS = "metrics";

    private static final String GLASSFISH_ROLES = "org.omnifaces.jwt.jaxrs.RolesAllowedDynamicFeature";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                ConnectionsResource.class,
                SessionsResource.class,
                RoomsResource.class,
                RoomResource.class,
                UsersResource.class,
                UserResource.class,
                BroadcastResource.class,
                ConfigResource.class,
                NodeResource.class,
                EventDocumentsResource.class,
                CrossOriginFilter.class,
                InfoResource.class,
                MetricsResource.class,
                ResourceRootFilter.class,
                TokenFilter.class,
                AuditFilter.class,
                ProblemFilter.class,
                ProblemMapper.class,
                HttpErrorMapper.class,
                FailureMapper.class);
    }

    /**
     * Turns two features of Jersey off. It would describe the whole API to anybody at {@code application.wadl}, in its
     * own format. And on GlassFish the server's own filter for roles cannot be turned off in any other way than by
     * turning off the lookup of services: that filter needs a user whom the server itself has authenticated, but
     * {@link TokenFilter} enforces the roles.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl",
                true,
                "jersey.config.server.disableMetainfServicesLookup",
                isThere(GLASSFISH_ROLES));
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
