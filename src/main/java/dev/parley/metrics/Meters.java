package dev.parley.metrics;

import dev.parley.chat.ErrorObserver;
import dev.parley.engine.EngineObserver;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.RefusalReason;
import java.util.ArrayList;
import java.util.List;

/** What a node counts: the observers that the layers want, and the counts of these. Made before the layers are. */
public final class Meters {

    private final EngineMeters engine = new EngineMeters();
    private final EventMeters events = new EventMeters();
    private final Tally<RefusalReason> refusals = Tally.of(RefusalReason.class, "reason");

    /** For the Engine.IO server. */
    public EngineObserver engine() {
        return engine;
    }

    /** For the namespace. */
    public EventObserver events() {
        return events;
    }

    /** For the namespace's adapter. */
    public DeliveryObserver deliveries() {
        return events;
    }

    /** For the chat. */
    public ErrorObserver errors() {
        return events;
    }

    /** For the edge. */
    public RefusalObserver refusals() {
        return refusals::increment;
    }

    long connectionsSoFar() {
        return engine.openedSoFar();
    }

    long eventsSoFar() {
        return events.receivedSoFar();
    }

    long errorsSoFar() {
        return events.errorsSoFar();
    }

    List<Meter> all() {
        List<Meter> all = new ArrayList<>(engine.meters());
        all.addAll(events.meters());
        all.add(new Meter.Counter(
                "parley_requests_refused_total",
                "Handshakes and other requests that the edge refused; unknown_session is often a balancer that is not"
                        + " sticky",
                refusals.series()));
        return all;
    }
}
