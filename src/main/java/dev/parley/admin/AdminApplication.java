package dev.parley.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/**
 * The application below {@code /api}. It names its classes, because there is another application in the WAR and a server
 * that looks for classes itself would put each of them into both.
 */
@ApplicationPath(AdminApplication.PATH)
@LoginConfig(authMethod = "MP-JWT")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Parley",
                        version = "1",
                        description = "What operators see and do, and how backends publish.",
                        license =
                                @License(
                                        name = "Apache License 2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0")))
@SecurityScheme(
        securitySchemeName = AdminApplication.TOKEN,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "A MicroProfile JWT, verified with the same keys as those of the sockets; its groups are the roles.")
public class AdminApplication extends Application {

    /** Where it is, below the context root. */
    public static final String PATH = "/api";

    /** The role that may look and disconnect. */
    public static final String ADMIN = "admin";

    /** The role that may publish. */
    public static final String PUBLISHER = "publisher";

    /** The name of the security scheme in the OpenAPI document. */
    public static final String TOKEN = "token";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(ProblemMapper.class, HttpErrorMapper.class, FailureMapper.class);
    }
}
