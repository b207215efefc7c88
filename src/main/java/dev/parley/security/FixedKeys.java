package dev.parley.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.Optional;

/**
 * Keys that were given with the configuration and stay as they are until the next start.
 *
 * @param current the keys
 */
record FixedKeys(JWKSet current) implements VerificationKeys {

    @Override
    public JWKSet refreshed(JWKSet known) {
        return known;
    }

    @Override
    public Optional<JWKSet> atHand() {
        return Optional.of(current);
    }

    @Override
    public boolean mayBlock() {
        return false;
    }
}
