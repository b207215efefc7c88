package dev.parley.admin;

import dev.parley.admin.problem.FailureMapper;
import dev.parley.admin.problem.HttpErrorMapper;
import dev.parley.admin.problem.ProblemMapper;
import dev.parley.admin.routing.ResourceRootFilter;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The JAX-RS application at {@code /ready}. It is open to everybody, because load balancers have no token. */
@ApplicationPath("/ready")
public class ReadyApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                ReadyResource.class,
                ResourceRootFilter.class,
                ProblemMapper.class,
                HttpErrorMapper.class,
                FailureMapper.class);
    }

    /** Turns off {@code application.wadl}, where Jersey would describe everything to anybody in its own format. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
