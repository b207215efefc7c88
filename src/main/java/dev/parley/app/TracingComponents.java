package dev.parley.app;

import dev.parley.config.TracingSettings;
import dev.parley.metrics.MeterPublisher;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.tracing.TraceContext;
import dev.parley.tracing.Tracing;
import dev.parley.tracing.opentelemetry.Telemetry;
import jakarta.enterprise.inject.Instance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/** The spans and meters of a node, where there is an OpenTelemetry that takes them; otherwise nothing of it is there. */
final class TracingComponents {

    private static final Logger LOG = System.getLogger(TracingComponents.class.getName());

    private final Tracing tracing;
    private final Optional<MeterPublisher> meters;
    private final boolean fromArgument;

    private TracingComponents(Tracing tracing, Optional<MeterPublisher> meters, boolean fromArgument) {
        this.tracing = tracing;
        this.meters = meters;
        this.fromArgument = fromArgument;
    }

    /**
     * Looks for an OpenTelemetry, if the settings want it.
     *
     * @param beans all beans of the application
     */
    static TracingComponents find(TracingSettings settings, Instance<Object> beans) {
        Optional<TracingComponents> found = Optional.empty();
        if (settings.isOn()) {
            found = telemetry(settings, beans);
        }
        return found.orElseGet(() -> new TracingComponents(Tracing.NONE, Optional.empty(), settings.fromArgument()));
    }

    /** The API is the server's, or nobody's: the classes that mention it are loaded here for the first time. */
    private static Optional<TracingComponents> telemetry(TracingSettings settings, Instance<Object> beans) {
        try {
            Optional<TracingComponents> found = Telemetry.find(beans)
                    .map(telemetry -> new TracingComponents(
                            telemetry.tracing(), Optional.of(telemetry.meters()), settings.fromArgument()));
            LOG.log(
                    Level.INFO,
                    found.isPresent()
                            ? "Events are traced by OpenTelemetry."
                            : "Events are not traced: OpenTelemetry is there, but not switched on.");
            return found;
        } catch (LinkageError e) {
            LOG.log(Level.DEBUG, "Events are not traced: the application sees no OpenTelemetry.", e);
            return Optional.empty();
        }
    }

    /** Has spans made of the events of a namespace. */
    void trace(Namespace namespace) {
        if (tracing.isOn() || fromArgument) {
            namespace.trace(tracing, fromArgument);
        }
    }

    /** An observer of deliveries that tells the spans of them, too. */
    DeliveryObserver counting(DeliveryObserver observer) {
        if (!tracing.isOn()) {
            return observer;
        }
        return (packet, receivers) -> {
            observer.delivered(packet, receivers);
            tracing.delivered(receivers);
        };
    }

    /** The headers of handshakes that are kept. */
    Set<String> headers() {
        return tracing.isOn() ? Set.of(TraceContext.PARENT, TraceContext.STATE) : Set.of();
    }

    /** Publishes the meters of the node; empty without OpenTelemetry. */
    Optional<MeterPublisher> meters() {
        return meters;
    }
}
