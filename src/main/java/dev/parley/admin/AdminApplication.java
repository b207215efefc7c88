package dev.parley.admin;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/**
 * The application below {@code /api}. It names its classes, because there is another application in the WAR and a server
 * that looks for classes itself would put each of them into both. What the resources share in the OpenAPI document is in
 * {@code META-INF/openapi.yaml}.
 */
@ApplicationPath(AdminApplication.PATH)
@LoginConfig(authMethod = "MP-JWT")
// For Payara, which looks for the annotation above in beans only.
@Dependent
public class AdminApplication extends Application {

    /** Where it is, below the context root. */
    public static final String PATH = "/api";

    /** The role that may look and disconnect. */
    public static final String ADMIN = "admin";

    /** The role that may publish. */
    public static final String PUBLISHER = "publisher";

    /** The role that may read the meters. */
    public static final String METRICS = "metrics";

    /** The name of the security scheme in the OpenAPI document. */
    public static final String TOKEN = "token";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                ConnectionsResource.class,
                RoomsResource.class,
                UsersResource.class,
                BroadcastResource.class,
                ConfigResource.class,
                CrossOriginFilter.class,
                InfoResource.class,
                MetricsResource.class,
                ProblemFilter.class,
                ProblemMapper.class,
                HttpErrorMapper.class,
                FailureMapper.class);
    }
}
