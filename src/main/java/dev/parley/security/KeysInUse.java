package dev.parley.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.SecurityContext;

/** Which keys a signature is being checked with. Belongs to one check, on one thread. */
final class KeysInUse implements SecurityContext {

    private JWKSet set;

    /** The keys; null before any were chosen. */
    JWKSet set() {
        return set;
    }

    void set(JWKSet chosen) {
        set = chosen;
    }
}
