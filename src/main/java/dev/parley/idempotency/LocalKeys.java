package dev.parley.idempotency;

import dev.parley.engine.MonotonicClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The keys that this node knows, for the window and in bounded number. Thread-safe. */
final class LocalKeys {

    /** One request, and what comes or came of it. */
    static final class Attempt {

        private final String fingerprint;
        private final CompletableFuture<OnceResult> result = new CompletableFuture<>();
        private long begun;

        Attempt(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        String fingerprint() {
            return fingerprint;
        }

        CompletableFuture<OnceResult> result() {
            return result;
        }
    }

    private final IdempotencySettings settings;
    private final MonotonicClock clock;
    /** The oldest first, which is also the first to expire. */
    private final Map<IdempotencyKey, Attempt> attempts = new LinkedHashMap<>();
    /** The keys of each user, in the same order. */
    private final Map<String, Deque<IdempotencyKey>> byUser = new HashMap<>();

    LocalKeys(IdempotencySettings settings, MonotonicClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    synchronized Optional<Attempt> find(IdempotencyKey key) {
        expire();
        return Optional.ofNullable(attempts.get(key));
    }

    /** Adds an attempt unless the key has one already, which is returned then. */
    synchronized Optional<Attempt> add(IdempotencyKey key, Attempt attempt) {
        expire();
        Attempt known = attempts.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        attempt.begun = clock.nanos();
        attempts.put(key, attempt);
        Deque<IdempotencyKey> ofUser = byUser.computeIfAbsent(key.user(), user -> new ArrayDeque<>());
        ofUser.add(key);
        if (ofUser.size() > settings.perUser()) {
            forget(ofUser.peek());
        }
        if (attempts.size() > settings.perNode()) {
            forget(attempts.keySet().iterator().next());
        }
        return Optional.empty();
    }

    /** Forgets an attempt that has come to nothing. */
    synchronized void remove(IdempotencyKey key, Attempt attempt) {
        if (attempts.get(key) == attempt) {
            forget(key);
        }
    }

    synchronized int size() {
        expire();
        return attempts.size();
    }

    private void expire() {
        Iterator<Map.Entry<IdempotencyKey, Attempt>> oldest =
                attempts.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<IdempotencyKey, Attempt> entry = oldest.next();
            if (clock.nanos() - entry.getValue().begun < settings.window().toNanos()) {
                return;
            }
            oldest.remove();
            forgetOfUser(entry.getKey());
        }
    }

    private void forget(IdempotencyKey key) {
        attempts.remove(key);
        forgetOfUser(key);
    }

    /** Cheap where it is frequent: what expires, or is too much, is the user's first. */
    private void forgetOfUser(IdempotencyKey key) {
        Deque<IdempotencyKey> ofUser = byUser.get(key.user());
        ofUser.remove(key);
        if (ofUser.isEmpty()) {
            byUser.remove(key.user());
        }
    }
}
