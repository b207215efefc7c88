package dev.parley.metrics;

import dev.parley.socketio.recovery.NamespaceRecovery;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoveryRefusal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** Counts the clients that come back after a broken connection, and measures what is kept for them. Thread-safe. */
public final class RecoveryMeters {

    private final LongAdder recovered = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LabeledCounter<RecoveryRefusal> refused = LabeledCounter.of(RecoveryRefusal.class, "reason");
    private final Set<NamespaceRecovery> recoveries = ConcurrentHashMap.newKeySet();

    /** Also measures what a namespace keeps, until it is closed. */
    public void add(NamespaceRecovery recovery) {
        recoveries.add(recovery);
    }

    /** The observer for all namespaces. */
    public RecoveryObserver observer() {
        return new RecoveryObserver() {
            @Override
            public void recovered(int events) {
                recovered.increment();
                replayed.add(events);
            }

            @Override
            public void closed(NamespaceRecovery recovery) {
                recoveries.remove(recovery);
            }

            @Override
            public void refused(RecoveryRefusal reason) {
                refused.increment(reason);
            }
        };
    }

    List<Meter> meters() {
        return List.of(
                counter(
                        "parley_recoveries_total",
                        "Clients that came back and got all that they had missed",
                        recovered),
                new Meter.Counter(
                        "parley_recoveries_refused_total",
                        "Clients that came back and were told that they may have missed something, by reason",
                        refused.series()),
                counter(
                        "parley_replayed_events_total",
                        "Events that clients had missed and got when they came back",
                        replayed),
                gauge(
                        "parley_recovery_log_bytes",
                        "Heap that the logs of events for such clients take, by estimate",
                        NamespaceRecovery::logBytes),
                gauge(
                        "parley_recovery_waiting",
                        "Sockets whose connection broke and whose clients may still come back to them",
                        NamespaceRecovery::waiting));
    }

    private static Meter counter(String name, String help, LongAdder count) {
        return new Meter.Counter(name, help, List.of(Series.only(count::sum)));
    }

    private Meter gauge(String name, String help, ToLongFunction<NamespaceRecovery> measure) {
        return new Meter.Gauge(
                name,
                help,
                List.of(Series.only(() -> recoveries.stream().mapToLong(measure).sum())));
    }
}
