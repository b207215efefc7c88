package dev.parley.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An issuer for development: a new RSA key pair, which this class never stores, and tokens that are signed with it. A
 * server that trusts this key trusts no other key. After a restart, it does not trust this key either, unless somebody
 * has passed the key on.
 *
 * <p>Thread-safe.
 */
public final class DevelopmentKeys {

    /** The {@code iss} of the tokens. */
    public static final String ISSUER = "parley-dev";

    private static final int KEY_BITS = 2048;
    private static final int PEM_LINE = 64;

    private final Clock clock;
    private final RSAKey key;
    private final JWSSigner signer;

    /** Generates the keys, which takes a moment. */
    public DevelopmentKeys(Clock clock) {
        this(generate(), clock);
    }

    private DevelopmentKeys(RSAKey key, Clock clock) {
        this.clock = clock;
        this.key = key;
        try {
            this.signer = new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("This is no private key", e);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(KEY_BITS).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime cannot generate RSA keys", e);
        }
    }

    /**
     * The keys that another node has passed on.
     *
     * @param secret the result of {@link #secret} on the other node
     * @throws IllegalArgumentException if it is anything else
     */
    public static DevelopmentKeys ofSecret(String secret, Clock clock) {
        try {
            RSAKey key = RSAKey.parse(secret);
            if (key.size() < KEY_BITS) {
                throw new IllegalArgumentException("The key is too short");
            }
            return new DevelopmentKeys(key, clock);
        } catch (ParseException e) {
            throw new IllegalArgumentException("This is no key", e);
        }
    }

    /** The key pair as a JWK, to pass it on. Whoever has it can make tokens of any user. */
    public String secret() {
        return key.toJSONString();
    }

    /** The public key as PEM, in the form that {@code mp.jwt.verify.publickey} and the file at its location need. */
    public String publicKeyPem() {
        try {
            Base64.Encoder lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
            String body = lines.encodeToString(key.toRSAPublicKey().getEncoded());
            return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException("A key that was just generated must be readable", e);
        }
    }

    /**
     * A MicroProfile JWT, valid from now on.
     *
     * @param user the user's id, not blank
     * @param groups the user's roles
     * @param validity how long the token is good; at least a second
     */
    public String sign(String user, Set<String> groups, Duration validity) {
        if (user.isBlank() || validity.toSeconds() < 1) {
            throw new IllegalArgumentException("A token needs a user and a validity of at least a second");
        }
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(user)
                .claim("upn", user)
                .claim("groups", List.copyOf(groups))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("A key that was just generated must be able to sign", e);
        }
        return token.serialize();
    }
}
