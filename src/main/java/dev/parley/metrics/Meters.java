package dev.parley.metrics;

import dev.parley.chat.error.ErrorObserver;
import dev.parley.engine.EngineObserver;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.RefusalReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The counts of a node: the observers that the layers need, and what the observers have counted. Created before the
 * layers.
 */
public final class Meters {

    private final EngineMeters engine = new EngineMeters();
    private final EventMeters events = new EventMeters();
    private final List<NamespaceMeters> own = new CopyOnWriteArrayList<>();
    private final RecoveryMeters recoveries = new RecoveryMeters();
    private final LabeledCounter<RefusalReason> refusals = LabeledCounter.of(RefusalReason.class, "reason");

    /** The observer for the Engine.IO server. */
    public EngineObserver engine() {
        return engine;
    }

    /** The observer for the namespace. */
    public EventObserver events() {
        return events;
    }

    /** The observer for the namespace's adapter. */
    public DeliveryObserver deliveries() {
        return events;
    }

    /**
     * The observer for an own namespace, or for all namespaces of a pattern.
     *
     * @param namespace the name or the pattern
     * @param ofClients the names of the events of clients that have a handler
     * @param ofServer the names of the events that the server declares to send
     */
    public NamespaceMeters own(String namespace, Collection<String> ofClients, Collection<String> ofServer) {
        NamespaceMeters meters = new NamespaceMeters(namespace, ofClients, ofServer);
        own.add(meters);
        return meters;
    }

    /** The observer for the chat. */
    public ErrorObserver errors() {
        return events;
    }

    /** What counts the clients that come back after a broken connection. */
    public RecoveryMeters recoveries() {
        return recoveries;
    }

    /** The observer for the edge. */
    public RefusalObserver refusals() {
        return refusals::increment;
    }

    long connectionsSoFar() {
        return engine.openedSoFar();
    }

    long eventsSoFar() {
        return events.receivedSoFar()
                + own.stream().mapToLong(NamespaceMeters::receivedSoFar).sum();
    }

    long errorsSoFar() {
        return events.errorsSoFar();
    }

    List<Meter> all() {
        List<Meter> all = new ArrayList<>(engine.meters());
        all.addAll(events.meters());
        all.addAll(recoveries.meters());
        if (!own.isEmpty()) {
            all.addAll(ofNamespaces());
        }
        all.add(new Meter.Counter(
                "parley_requests_refused_total",
                "Handshakes and other requests that the edge refused; unknown_session is often a balancer that is not"
                        + " sticky",
                refusals.series()));
        return all;
    }

    private List<Meter> ofNamespaces() {
        List<Series<DoubleSupplier>> sockets = new ArrayList<>();
        own.forEach(namespace -> sockets.add(new Series<>(namespace.label(), namespace::sockets)));
        return List.of(
                new Meter.Gauge(
                        "parley_namespace_sockets", "Sockets in an own namespace, or in those of a pattern", sockets),
                new Meter.Counter(
                        "parley_namespace_events_received_total",
                        "Events of clients in own namespaces, handled or refused",
                        series(NamespaceMeters::received)),
                new Meter.Counter(
                        "parley_namespace_events_sent_total",
                        "Events for clients of this node in own namespaces: one for each socket that an event is for",
                        series(NamespaceMeters::deliveries)),
                new Meter.Counter(
                        "parley_namespace_connects_refused_total",
                        "CONNECTs to own namespaces that were refused, by the code of the error",
                        series(NamespaceMeters::refusals)),
                new Meter.Histogram(
                        "parley_namespace_event_handling_seconds",
                        "Time that an event of an own namespace held its session's turn; what runs on other threads"
                                + " is not included",
                        series(NamespaceMeters::handlingTimes)));
    }

    private <T> List<Series<T>> series(Function<NamespaceMeters, Stream<Series<T>>> of) {
        return own.stream().flatMap(of).toList();
    }
}
