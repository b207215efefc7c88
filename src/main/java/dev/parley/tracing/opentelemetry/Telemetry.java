package dev.parley.tracing.opentelemetry;

import dev.parley.metrics.MeterPublisher;
import dev.parley.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** What a node does with the OpenTelemetry that it has found. */
public final class Telemetry {

    private final OpenTelemetry source;

    private Telemetry(OpenTelemetry source) {
        this.source = source;
    }

    /**
     * Looks for an OpenTelemetry.
     *
     * @param beans all beans of the application
     * @return empty if none is there, or none that makes spans
     * @throws LinkageError if the API is missing, or is not one that this class knows
     */
    public static Optional<Telemetry> find(Instance<Object> beans) {
        return OpenTelemetrySource.find(beans).map(Telemetry::of);
    }

    /** What a node does with this OpenTelemetry. */
    public static Telemetry of(OpenTelemetry source) {
        return new Telemetry(source);
    }

    /** Makes spans. */
    public Tracing tracing() {
        return new OpenTelemetryTracing(source);
    }

    /** Publishes meters. */
    public MeterPublisher meters() {
        return new OpenTelemetryPublisher(source);
    }
}
