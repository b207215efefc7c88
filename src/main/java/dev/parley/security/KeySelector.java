package dev.parley.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.proc.JWSKeySelector;
import java.security.Key;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the keys with which a token's signature is checked. The only header parameter of a token that is used is
 * {@code kid}; it is an opaque string that is only compared. {@code jku}, {@code jwk}, {@code x5u} and {@code x5c} are
 * ignored.
 */
final class KeySelector implements JWSKeySelector<KeysInUse> {

    private final VerificationKeys keys;
    private final SignatureAlgorithm algorithm;

    /** @param algorithm the only algorithm whose keys are used, whatever the token's header says */
    KeySelector(VerificationKeys keys, SignatureAlgorithm algorithm) {
        this.keys = keys;
        this.algorithm = algorithm;
    }

    @Override
    public List<Key> selectJWSKeys(JWSHeader header, KeysInUse used) throws KeySourceException {
        JWKSet set = keys.current();
        List<JWK> candidates = candidates(set, header.getKeyID());
        if (candidates.isEmpty()) {
            set = keys.refreshed(set);
            candidates = candidates(set, header.getKeyID());
        }
        used.set(set);
        return KeyConverter.toJavaKeys(candidates);
    }

    /**
     * The keys that a signature would be checked with now; empty if they would have to be fetched. Asks the source as a
     * check does, so that what was checked with other keys is not taken for good.
     */
    Optional<JWKSet> keysAtHand() {
        if (keys.atHand().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(keys.current());
        } catch (KeySourceException e) {
            return Optional.empty();
        }
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
