package dev.parley.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.parley.it.server.TestFork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The issuer of this test run. Its key pair is made anew for each run, in each of the virtual machines that run tests; the
 * public key is written below {@code target}, where the servers look for it.
 */
public final class TestIssuer {

    /** What {@code mp.jwt.verify.issuer} is set to. */
    static final String NAME = "https://issuer.example";
    /** Absolute: not every server stays in the directory that it is started from. */
    private static final Path KEY_FILE =
            TestFork.directory("it-keys").resolve("public.pem").toAbsolutePath();

    private static final Duration VALIDITY = Duration.ofMinutes(30);
    private static final RSAKey KEY = newKey();
    private static final String PEM = pem(KEY);

    private TestIssuer() {}

    /** Puts the public key where the servers look for it. */
    public static void publishKey() {
        try {
            Files.createDirectories(KEY_FILE.getParent());
            Files.writeString(KEY_FILE, PEM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The public key as {@code mp.jwt.verify.publickey} takes it. */
    static String publicKey() {
        return PEM;
    }

    /** What a server must be told, by environment variables, to believe this issuer. */
    public static Map<String, String> environment() {
        return Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", KEY_FILE.toUri().toString(), "MP_JWT_VERIFY_ISSUER", NAME);
    }

    /** A good token. */
    public static String token(String user, String... groups) {
        return signed(claims(user, Instant.now().plus(VALIDITY), groups), KEY);
    }

    /** A token that is good until an instant, to the second. */
    public static String tokenUntil(Instant expiry, String user, String... groups) {
        return signed(claims(user, expiry, groups), KEY);
    }

    /** A token whose issuer is another one, by the right key. */
    static String tokenOfIssuer(String issuer, String user) {
        Map<String, Object> claims = claims(user, Instant.now().plus(VALIDITY));
        claims.put("iss", issuer);
        return signed(claims, KEY);
    }

    /** A token that somebody else has signed. */
    public static String tokenByAnotherKey(String user) {
        return signed(claims(user, Instant.now().plus(VALIDITY)), newKey());
    }

    /** A good token but for its key, which has a name that the issuer has never used. */
    public static String tokenNamingKey(String keyId) {
        try {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(keyId)
                            .build(),
                    new Payload(claims("ada", Instant.now().plus(VALIDITY))));
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The public key as an issuer publishes it. */
    static String jwks() {
        return new JWKSet(KEY.toPublicJWK()).toString();
    }

    /** A token that nobody has signed. */
    public static String tokenWithoutSignature(String user) {
        return base64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}")
                + '.'
                + new Payload(claims(user, Instant.now().plus(VALIDITY))).toBase64URL()
                + '.';
    }

    /** A token signed by a secret that is no secret: the text of the public key. */
    static String tokenByPublicKeyAsSecret(String user) {
        try {
            return signed(
                    JWSAlgorithm.HS256,
                    claims(user, Instant.now().plus(VALIDITY)),
                    new MACSigner(PEM.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A token with other claims and another header than a good one.
     *
     * @param header what the header has besides {@code alg}; null values take away
     * @param changes of the claims; null values take away
     */
    static String tokenWith(Map<String, Object> header, Map<String, Object> changes, String user, String... groups) {
        Map<String, Object> claims = claims(user, Instant.now().plus(VALIDITY), groups);
        claims.putAll(changes);
        claims.values().removeIf(Objects::isNull);
        return tokenOf(header, new Payload(claims).toString());
    }

    /** A token by the right key whose payload is any text. */
    static String tokenOf(Map<String, Object> header, String payload) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("alg", "RS256", "typ", "JWT"));
        all.putAll(header);
        all.values().removeIf(Objects::isNull);
        try {
            JWSObject token = new JWSObject(JWSHeader.parse(all), new Payload(payload));
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> claims(String user, Instant expiry, String... groups) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", NAME);
        claims.put("sub", user);
        claims.put("upn", user);
        claims.put("groups", List.of(groups));
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", expiry.getEpochSecond());
        // Payara asks for it, as it does for the type in the header.
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private static String signed(Map<String, Object> claims, RSAKey key) {
        try {
            return signed(JWSAlgorithm.RS256, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String signed(JWSAlgorithm algorithm, Map<String, Object> claims, JWSSigner signer)
            throws JOSEException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build(), new Payload(claims));
        token.sign(signer);
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(RSAKey key) {
        try {
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(key.toRSAPublicKey().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
