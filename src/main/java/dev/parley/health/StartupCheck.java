package dev.parley.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once the node has started. */
@Startup
@ApplicationScoped
public class StartupCheck implements HealthCheck {

    @Inject
    private NodeHealth health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("parley-started")
                .status(health.readiness().isPresent())
                .build();
    }
}
