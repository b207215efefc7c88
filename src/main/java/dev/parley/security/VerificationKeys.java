package dev.parley.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.Optional;

/**
 * The source of the public keys. Implementations are thread-safe. Nothing in a token reaches them: an attacker can at
 * most cause calls of {@link #refreshed}, and the implementation must limit how often such a call has an effect.
 */
interface VerificationKeys {

    /**
     * The keys as known now.
     *
     * @throws KeySourceException if there are none because their source cannot be reached
     */
    JWKSet current() throws KeySourceException;

    /**
     * Checks whether the source has other keys than {@code known}, which lacks the key of a token, and returns the keys
     * of the source. Returns {@code known} itself if the source has been asked too recently, or cannot be reached.
     */
    JWKSet refreshed(JWKSet known);

    /** The keys that {@link #current} would return without waiting for the network; empty if it would have to wait. */
    Optional<JWKSet> atHand();

    /** Whether {@link #current} or {@link #refreshed} may wait for the network. */
    boolean mayBlock();
}
