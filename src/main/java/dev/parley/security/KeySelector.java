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
 * Chooses the keys with which a token's signature is checked. The only header parameter of a token that is used is
 * {@code kid}; it is an opaque string that is only compared. {@code jku}, {@code jwk}, {@code x5u} and {@code x5c} are
 * ignored.
 */
final class KeySelector implements JWSKeySelector<SecurityContext> {

    private final VerificationKeys keys;
    private final SignatureAlgorithm algorithm;

    /** @param algorithm the only algorithm whose keys are used, whatever the token's header says */
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
     * Whether the keys for a token are known without waiting. They are not known if no key fits and the source might
     * have others.
     */
    boolean isDecidedAtHand(JWSHeader header) {
        return keys.atHand()
                .filter(known -> !keys.mayBlock()
                        || !candidates(known, header.getKeyID()).isEmpty())
                .isPresent();
    }

    /**
     * A token's key id selects the keys with this id. If there are none, the candidates are the keys without an id;
     * every PEM is such a key. For a token without a key id, all keys of the algorithm are candidates.
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
