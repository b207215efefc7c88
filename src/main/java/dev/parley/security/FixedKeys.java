package dev.parley.security;

import com.nimbusds.jose.jwk.JWKSet;

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
    public boolean mayBlock() {
        return false;
    }
}
