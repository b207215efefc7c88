package dev.parley.redis.presence;

import dev.parley.idempotency.Outcome;
import java.time.Duration;

/** One atomic step on a key of a request that is executed once. */
sealed interface KeyCommand {

    /** The key, different from that of every other request. */
    String key();

    /**
     * Claims the key if nobody has it, or if whoever had it has not confirmed it in time.
     *
     * @param lease how long the claim is good without a confirmation
     * @param life how long the key is remembered
     */
    record Claim(String key, String fingerprint, Outcome proposed, Duration lease, Duration life)
            implements KeyCommand {}

    /** Looks the key up. */
    record Find(String key) implements KeyCommand {}

    /**
     * The request has been executed, with this outcome.
     *
     * @param life how long the key is remembered from now on
     */
    record Confirm(String key, Outcome outcome, Duration life) implements KeyCommand {}
}
