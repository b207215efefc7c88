package dev.parley.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;

/**
 * Where the public keys come from. Implementations are thread-safe, and nothing that a token says reaches them: an
 * attacker can at most cause {@link #refreshed}, and how often that has an effect is theirs to bound.
 */
interface VerificationKeys {

    /**
     * The keys as known now.
     *
     * @throws KeySourceException if there are none because their source cannot be reached
     */
    JWKSet current() throws KeySourceException;

    /**
     * The keys after looking whether the source has others than {@code known}, which lacks the key of a token. Answers
     * {@code known} itself if the source has been asked too recently, or cannot be reached.
     */
    JWKSet refreshed(JWKSet known);

    /** Whether either method may wait for the network. */
    boolean mayBlock();
}
