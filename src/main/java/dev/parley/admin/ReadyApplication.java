package dev.parley.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The application at {@code /ready}, which is open to everybody: balancers have no token. */
@ApplicationPath("/ready")
public class ReadyApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(ReadyResource.class, ProblemMapper.class, HttpErrorMapper.class, FailureMapper.class);
    }
}
