package dev.parley.idempotency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Keys that several nodes of a test share: a Redis whose clock and whose answers belong to the test. */
public final class MemoryKeys implements SharedKeys {

    private static final class Key {
        private String fingerprint;
        private Outcome outcome;
        private Long claimedUntil;
    }

    private final LongSupplier nanos;
    private final Map<String, Key> keys = new HashMap<>();
    private final List<CompletableFuture<Void>> undelivered = new ArrayList<>();
    private boolean isAway;
    private boolean isHeld;

    /** Keys by a clock. */
    public MemoryKeys(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** From now on nobody is answered, or they are again. */
    synchronized void away(boolean away) {
        isAway = away;
    }

    /** What is sent from now on does not get out of a node's hands until it is let go. */
    synchronized void hold() {
        isHeld = true;
    }

    void letGo() {
        List<CompletableFuture<Void>> all;
        synchronized (this) {
            isHeld = false;
            all = List.copyOf(undelivered);
            undelivered.clear();
        }
        all.forEach(one -> one.complete(null));
    }

    @Override
    public synchronized CompletionStage<Answer> claim(
            String name, String fingerprint, Outcome proposed, Duration lease, Duration life) {
        if (isAway) {
            return CompletableFuture.completedStage(Answer.UNSHARED);
        }
        Key key = keys.get(name);
        boolean isNew = key == null;
        if (isNew) {
            key = new Key();
            key.fingerprint = fingerprint;
            key.outcome = proposed;
            keys.put(name, key);
        }
        if (isNew || key.claimedUntil != null && key.claimedUntil <= nanos.getAsLong()) {
            key.claimedUntil = nanos.getAsLong() + lease.toNanos();
            return CompletableFuture.completedStage(new Answer(State.CLAIMED, key.fingerprint, key.outcome));
        }
        return CompletableFuture.completedStage(answer(key));
    }

    private static Answer answer(Key key) {
        return new Answer(key.claimedUntil == null ? State.DONE : State.UNDER_WAY, key.fingerprint, key.outcome);
    }

    @Override
    public synchronized CompletionStage<Answer> find(String name) {
        if (isAway) {
            return CompletableFuture.completedStage(Answer.UNSHARED);
        }
        Key key = keys.get(name);
        return CompletableFuture.completedStage(key == null ? Answer.UNKNOWN : answer(key));
    }

    @Override
    public synchronized CompletionStage<Boolean> confirm(String name, Outcome outcome, Duration life) {
        if (!isAway && keys.containsKey(name)) {
            keys.get(name).claimedUntil = null;
        }
        return CompletableFuture.completedStage(!isAway);
    }

    @Override
    public synchronized CompletionStage<Void> delivered() {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        if (isHeld) {
            undelivered.add(delivered);
        } else {
            delivered.complete(null);
        }
        return delivered;
    }
}
