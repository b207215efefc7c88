package dev.parley.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The signature algorithms of RFC 7518 that can be configured. All of them are asymmetric: a verifier that holds only
 * public keys must not accept {@code HS256}, and in no case {@code none}.
 */
enum SignatureAlgorithm {
    RS256(JWSAlgorithm.RS256),
    RS384(JWSAlgorithm.RS384),
    RS512(JWSAlgorithm.RS512),
    PS256(JWSAlgorithm.PS256),
    PS384(JWSAlgorithm.PS384),
    PS512(JWSAlgorithm.PS512),
    ES256(JWSAlgorithm.ES256),
    ES384(JWSAlgorithm.ES384),
    ES512(JWSAlgorithm.ES512);

    /** The minimum by RFC 7518, sections 3.3 and 3.5. */
    private static final int MIN_RSA_BITS = 2048;

    private final JWSAlgorithm jws;

    SignatureAlgorithm(JWSAlgorithm jws) {
        this.jws = jws;
    }

    /** The algorithm with exactly this name. */
    static Optional<SignatureAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst();
    }

    /** All names, for messages to the operator. */
    static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /**
     * Whether a token's {@code alg} is this one; the algorithms of a family are not interchangeable (RFC 8725, section
     * 3.1).
     */
    boolean is(JWSAlgorithm algorithm) {
        return jws.equals(algorithm);
    }

    /**
     * Whether {@code key} is of the right type, strong enough, not revoked, and not reserved by its owner for another
     * purpose.
     */
    boolean accepts(JWK key) {
        return hasFittingType(key)
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(jws))
                && key.getKeyRevocation() == null;
    }

    private boolean hasFittingType(JWK key) {
        if (JWSAlgorithm.Family.RSA.contains(jws)) {
            return key instanceof RSAKey && key.size() >= MIN_RSA_BITS;
        }
        return key instanceof ECKey ec && Curve.forJWSAlgorithm(jws).contains(ec.getCurve());
    }
}
