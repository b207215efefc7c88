package dev.parley.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.util.List;

/**
 * Chooses the keys that a token's signature is tried with. Of the token's header only {@code kid} has a say, as an
 * opaque string that is compared and nothing else; {@code jku}, {@code jwk}, {@code x5u} and {@code x5c} have none.
 */
final class KeySelector implements JWSKeySelector<SecurityContext> {

    private final VerificationKeys keys;
    private final SignatureAlgorithm algorithm;

    /** @param algorithm the only one for which there are keys here, whatever the token's header says */
    KeySelector(VerificationKeys keys, SignatureAlgorithm algorithm) {
        this.keys = keys;
        this.algorithm = algorithm;
    }

    @Override
    public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
        JWKSet known = keys.current();
        List<JWK> candidates = candidates(known, header.getKeyID());
        if (candidates.isEmpty()) {
            candidates = candidates(keys.refreshed(known), header.getKeyID());
        }
        return KeyConverter.toJavaKeys(candidates);
    }

    /**
     * A key id picks its key. A key without an id of its own, as every PEM is, is a candidate for any; a token without
     * a key id has all keys of the algorithm as candidates.
     */
    private List<JWK> candidates(JWKSet from, String keyId) {
        List<JWK> fitting = from.getKeys().stream().filter(algorithm::accepts).toList();
        if (keyId == null) {
            return fitting;
        }
        List<JWK> named =
                fitting.stream().filter(key -> keyId.equals(key.getKeyID())).toList();
        return named.isEmpty()
                ? fitting.stream().filter(key -> key.getKeyID() == null).toList()
                : named;
    }
}
