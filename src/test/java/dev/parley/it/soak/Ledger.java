package dev.parley.it.soak;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What good clients have sent, and what became of it: each message has to be acknowledged once and to come to each member of its
 * room once, in the order of its sender. Thread-safe.
 */
final class Ledger {

    private static final int TOLD = 50;

    private final LongAdder awaited = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile Latencies acknowledgements = new Latencies();
    private volatile Latencies deliveries = new Latencies();

    /** A message is about to be sent to a room with so many members. */
    void sent(int members) {
        awaited.add(members);
        sent.increment();
    }

    /** One is acknowledged, so long after it was due. */
    void acknowledged(long nanos) {
        acknowledged.increment();
        acknowledgements.add(nanos);
    }

    /** One has come to one member, so long after it was due. */
    void delivered(long nanos) {
        delivered.increment();
        deliveries.add(nanos);
    }

    /** Something went wrong that must not. */
    void failed(String what) {
        failed.increment();
        if (failures.size() < TOLD) {
            failures.add(what);
        }
    }

    /** Forgets how long things took, not what happened. */
    void beginPhase() {
        acknowledgements = new Latencies();
        deliveries = new Latencies();
    }

    /** How long deliveries took in this phase. */
    Latencies deliveries() {
        return deliveries;
    }

    /** How long acknowledgements took in this phase. */
    Latencies acknowledgements() {
        return acknowledgements;
    }

    /** How many acknowledgements and deliveries are still to come. */
    long missing() {
        return awaited.sum() - delivered.sum() + sent.sum() - acknowledged.sum();
    }

    /** What went wrong, the first of it. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public String toString() {
        return "%d sent, %d acknowledged, %d of %d deliveries, %d failures"
                .formatted(sent.sum(), acknowledged.sum(), delivered.sum(), awaited.sum(), failed.sum());
    }
}
