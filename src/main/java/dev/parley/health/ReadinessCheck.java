package dev.parley.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Up while clients may be sent to the node; its data tell whether it is degraded. */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

    @Inject
    private NodeHealth health;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("parley-ready");
        return health.readiness()
                .map(NodeReadiness::report)
                .map(report -> answer(response, report))
                .orElseGet(() -> response.down().build());
    }

    private static HealthCheckResponse answer(HealthCheckResponseBuilder response, ReadinessReport report) {
        response.status(report.ready())
                .withData("service", report.service().text())
                .withData("connections", report.connections())
                .withData("rooms", report.rooms());
        report.redis().ifPresent(redis -> response.withData("redis", redis.connected()));
        report.database().ifPresent(answers -> response.withData("database", answers));
        return response.build();
    }
}
