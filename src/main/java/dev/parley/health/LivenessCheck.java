package dev.parley.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when only a new start can help. A node that has not started yet is not dead. */
@Liveness
@ApplicationScoped
public class LivenessCheck implements HealthCheck {

    @Inject
    private NodeHealth health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("parley-alive")
                .status(health.readiness().map(NodeReadiness::isAlive).orElse(true))
                .build();
    }
}
