package dev.parley.tracing.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/**
 * Finds the OpenTelemetry of this application: the bean that MicroProfile Telemetry or the application itself provides, or the
 * one of the Java agent.
 */
final class OpenTelemetrySource {

    /** The agent's jar is in the class path of the system. */
    private static final String AGENT = "io/opentelemetry/javaagent/OpenTelemetryAgent.class";

    private OpenTelemetrySource() {}

    /**
     * The one that makes spans; empty if none does. The global one is asked for only if there is an agent: the first question
     * for it decides that there is none for the whole virtual machine.
     */
    static Optional<OpenTelemetry> find(Instance<Object> beans) {
        return bean(beans).filter(OpenTelemetrySource::makesSpans).or(OpenTelemetrySource::ofAgent);
    }

    private static Optional<OpenTelemetry> bean(Instance<Object> beans) {
        Instance<OpenTelemetry> provided = beans.select(OpenTelemetry.class);
        return provided.isResolvable() ? Optional.of(provided.get()) : Optional.empty();
    }

    private static Optional<OpenTelemetry> ofAgent() {
        return ClassLoader.getSystemClassLoader().getResource(AGENT) == null
                ? Optional.empty()
                : Optional.of(GlobalOpenTelemetry.get()).filter(OpenTelemetrySource::makesSpans);
    }

    /** One that is switched off makes spans without an id. The span that asks is never ended, so nobody gets it. */
    private static boolean makesSpans(OpenTelemetry telemetry) {
        return telemetry
                .getTracer(OpenTelemetryTracing.SCOPE)
                .spanBuilder("probe")
                .setNoParent()
                .startSpan()
                .getSpanContext()
                .isValid();
    }
}
