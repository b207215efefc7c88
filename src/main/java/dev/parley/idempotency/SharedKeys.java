package dev.parley.idempotency;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The keys that the nodes share. A node claims a key before it executes a request, and confirms it afterwards. If it
 * dies in between, the claim expires, and the next node that asks gets it, with the same outcome.
 *
 * <p>Thread-safe; no method blocks. No stage fails; one completes on any thread that may deliver to clients.
 */
public interface SharedKeys {

    /** Keys that no other node knows. */
    SharedKeys NONE = new SharedKeys() {

        @Override
        public CompletionStage<Answer> claim(
                String key, String fingerprint, Outcome proposed, Duration lease, Duration life) {
            return CompletableFuture.completedStage(Answer.UNSHARED);
        }

        @Override
        public CompletionStage<Answer> find(String key) {
            return CompletableFuture.completedStage(Answer.UNSHARED);
        }

        @Override
        public CompletionStage<Boolean> confirm(String key, Outcome outcome, Duration life) {
            return CompletableFuture.completedStage(true);
        }

        @Override
        public CompletionStage<Void> delivered() {
            return CompletableFuture.completedStage(null);
        }
    };

    /** What the nodes know of a key. */
    enum State {
        /** Who asks has claimed it, and is to execute the request. */
        CLAIMED,
        /** The request has been executed. */
        DONE,
        /** Another node has claimed it, and has not confirmed that it has executed the request. */
        UNDER_WAY,
        /** Nobody has claimed it. Only for who looks it up. */
        UNKNOWN,
        /** The keys of other nodes cannot be asked for. */
        UNSHARED
    }

    /**
     * The answer to a question for a key.
     *
     * @param fingerprint of the content of the request that has the key; null if there is none
     * @param outcome of that request; null if there is none
     */
    record Answer(State state, String fingerprint, Outcome outcome) {

        /** The keys of other nodes cannot be asked for. */
        public static final Answer UNSHARED = new Answer(State.UNSHARED, null, null);

        /** Nobody has claimed the key. */
        public static final Answer UNKNOWN = new Answer(State.UNKNOWN, null, null);
    }

    /**
     * Claims a key, if nobody has it.
     *
     * @param proposed the outcome, if nobody has claimed the key before
     * @param lease how long the claim is good without a confirmation
     * @param life how long the key is remembered
     */
    CompletionStage<Answer> claim(String key, String fingerprint, Outcome proposed, Duration lease, Duration life);

    /** Looks a key up. */
    CompletionStage<Answer> find(String key);

    /**
     * The request of a claimed key has been executed.
     *
     * @param life how long the key is remembered from now on
     * @return false if nobody could be told
     */
    CompletionStage<Boolean> confirm(String key, Outcome outcome, Duration life);

    /**
     * Completes when everything that this node has sent to other nodes so far is out of its hands, so that it arrives
     * whatever becomes of this node; also if that cannot be known.
     */
    CompletionStage<Void> delivered();
}
