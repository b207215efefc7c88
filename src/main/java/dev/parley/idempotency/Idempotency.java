package dev.parley.idempotency;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.idempotency.LocalKeys.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Executes the first of several requests with the same key, and gives the others its outcome: on this node, and on the
 * others as far as {@link SharedKeys} are there. Two repetitions at the same moment are executed once, on one node or on
 * two.
 *
 * <p>A request counts as executed when what it has sent is out of this node's hands. So an outcome that anybody was told
 * is true whatever becomes of the node. A node that dies while it executes a request leaves a claim that expires after
 * {@link #LEASE}; a repetition then executes it again, with the same outcome. While keys are not shared, each node knows
 * only its own.
 *
 * <p>Thread-safe; no method blocks. Only a bounded number of keys is remembered; how many requests wait is bounded by
 * the callers, who wait for one before they send the next.
 */
public final class Idempotency {

    /** Longer than a node that lives takes to get a message out of its hands, or to know that it cannot. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** How often a node asks whether another one has finished. */
    static final Duration RETRY = Duration.ofMillis(200);

    /** How often a node tries to confirm what it has executed. */
    static final Duration CONFIRM_RETRY = Duration.ofSeconds(1);

    /** What to do if the first request is being executed. */
    public enum Patience {
        /** Wait for its outcome. */
        WAIT,
        /** Answer at once that it is under way. */
        NONE
    }

    private final IdempotencySettings settings;
    private final SharedKeys shared;
    private final LocalKeys local;
    private final Timers timers;
    private final Executor executor;
    private final Clock wall;

    /**
     * No key is known yet.
     *
     * @param clock the clock of the timers
     * @param executor runs what is to be done later; it may deliver to many
     * @param wall gives the timestamps
     */
    public Idempotency(
            IdempotencySettings settings,
            SharedKeys shared,
            MonotonicClock clock,
            Timers timers,
            Executor executor,
            Clock wall) {
        this.settings = settings;
        this.shared = shared;
        this.local = new LocalKeys(settings, clock);
        this.timers = timers;
        this.executor = executor;
        this.wall = wall;
    }

    /** The number of keys that this node remembers. */
    public int size() {
        return local.size();
    }

    /**
     * Executes a request if it is the first one with its key.
     *
     * @param fingerprint of its content
     * @param action executes it, with the outcome that is told afterwards: on the caller's thread if no other node has
     *     to be asked, otherwise on another one. Must not block
     * @return fails only with what the action throws; then the key is forgotten
     */
    public CompletionStage<OnceResult> once(
            IdempotencyKey key, String fingerprint, Patience patience, Consumer<Outcome> action) {
        Attempt own = new Attempt(fingerprint);
        Optional<Attempt> known = local.add(key, own);
        if (known.isPresent()) {
            return repeated(known.get(), fingerprint, patience);
        }
        claim(new Request(key, own, Outcome.at(wall.instant()), patience, action));
        return own.result();
    }

    /** What has become of a request that may not be executed, if it is a repetition of one that was. */
    public CompletionStage<OnceResult> recall(IdempotencyKey key, String fingerprint) {
        Optional<Attempt> known = local.find(key);
        if (known.isPresent()) {
            return repeated(known.get(), fingerprint, Patience.WAIT);
        }
        return shared.find(key.shared()).thenApply(answer -> {
            if (answer.state() != SharedKeys.State.DONE) {
                return OnceResult.of(OnceResult.Kind.UNKNOWN);
            }
            return fingerprint.equals(answer.fingerprint())
                    ? new OnceResult(OnceResult.Kind.REPEATED, answer.outcome())
                    : OnceResult.of(OnceResult.Kind.OTHER_CONTENT);
        });
    }

    private record Request(
            IdempotencyKey key, Attempt attempt, Outcome proposed, Patience patience, Consumer<Outcome> action) {}

    private static CompletionStage<OnceResult> repeated(Attempt known, String fingerprint, Patience patience) {
        if (!known.fingerprint().equals(fingerprint)) {
            return CompletableFuture.completedStage(OnceResult.of(OnceResult.Kind.OTHER_CONTENT));
        }
        if (patience == Patience.NONE && !known.result().isDone()) {
            return CompletableFuture.completedStage(OnceResult.of(OnceResult.Kind.UNDER_WAY));
        }
        return known.result().thenApply(OnceResult::repeated);
    }

    private void claim(Request request) {
        shared.claim(
                        request.key().shared(),
                        request.attempt().fingerprint(),
                        request.proposed(),
                        LEASE,
                        settings.window())
                .thenAccept(answer -> claimed(request, answer));
    }

    private void claimed(Request request, SharedKeys.Answer answer) {
        boolean isOther = answer.fingerprint() != null
                && !answer.fingerprint().equals(request.attempt().fingerprint());
        if (isOther) {
            giveUp(request, OnceResult.Kind.OTHER_CONTENT);
            return;
        }
        switch (answer.state()) {
            case CLAIMED -> execute(request, answer.outcome(), true);
            case UNSHARED, UNKNOWN -> execute(request, request.proposed(), false);
            case DONE ->
                request.attempt().result().complete(new OnceResult(OnceResult.Kind.REPEATED, answer.outcome()));
            case UNDER_WAY -> underWay(request);
        }
    }

    private void underWay(Request request) {
        if (request.patience() == Patience.NONE) {
            giveUp(request, OnceResult.Kind.UNDER_WAY);
        } else {
            timers.schedule(RETRY, () -> executor.execute(() -> claim(request)));
        }
    }

    private void giveUp(Request request, OnceResult.Kind kind) {
        local.remove(request.key(), request.attempt());
        request.attempt().result().complete(OnceResult.of(kind));
    }

    private void execute(Request request, Outcome outcome, boolean isClaimed) {
        CompletableFuture<OnceResult> result = request.attempt().result();
        try {
            request.action().accept(outcome);
        } catch (RuntimeException | Error e) {
            local.remove(request.key(), request.attempt());
            result.completeExceptionally(e);
            return;
        }
        OnceResult first = new OnceResult(OnceResult.Kind.FIRST, outcome);
        if (!isClaimed) {
            result.complete(first);
            return;
        }
        shared.delivered().whenComplete((nothing, failure) -> {
            confirm(request, outcome);
            result.complete(first);
        });
    }

    /**
     * Without the confirmation a repetition on another node would be executed again when the claim has expired. So it is
     * tried for as long as the key is remembered here.
     */
    private void confirm(Request request, Outcome outcome) {
        shared.confirm(request.key().shared(), outcome, settings.window()).thenAccept(told -> {
            if (!told
                    && local.find(request.key())
                            .filter(request.attempt()::equals)
                            .isPresent()) {
                timers.schedule(CONFIRM_RETRY, () -> executor.execute(() -> confirm(request, outcome)));
            }
        });
    }
}
