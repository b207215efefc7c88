package dev.parley.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The checks of MicroProfile Health, for servers that have it. Producer methods make the checks, because a server
 * without {@link HealthCheck} cannot load a class that implements this interface when it looks for beans; TomEE then
 * rejects the whole application. Such a server can load the present class, which then has no beans.
 */
@ApplicationScoped
public class HealthChecks {

    @Inject
    private NodeHealth health;

    /** Down if only a restart can help. Up for a node that has not started yet. */
    @Produces
    @ApplicationScoped
    @Liveness
    HealthCheck alive() {
        return () -> HealthCheckResponse.named("parley-alive")
                .status(health.readiness().map(NodeReadiness::isAlive).orElse(true))
                .build();
    }

    /** Up once the node has started. */
    @Produces
    @ApplicationScoped
    @Startup
    HealthCheck started() {
        return () -> HealthCheckResponse.named("parley-started")
                .status(health.readiness().isPresent())
                .build();
    }

    /** Up while clients may be sent to the node. The data of the response tell whether the node is degraded. */
    @Produces
    @ApplicationScoped
    @Readiness
    HealthCheck ready() {
        return () -> {
            HealthCheckResponseBuilder response = HealthCheckResponse.named("parley-ready");
            return health.readiness()
                    .map(NodeReadiness::report)
                    .map(report -> answer(response, report))
                    .orElseGet(() -> response.down().build());
        };
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
