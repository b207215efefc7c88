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
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The issuer of this test run. Its key pair is made anew for each run; the public key is written below {@code target},
 * where the servers look for it.
 */
final class TestIssuer {

    /** What {@code mp.jwt.verify.issuer} is set to. */
    static final String NAME = "https://issuer.example";
    /** Absolute: not every server stays in the directory that it is started from. */
    private static final Path KEY_FILE =
            Path.of("target", "it-keys", "public.pem").toAbsolutePath();

    private static final Duration VALIDITY = Duration.ofMinutes(30);
    private static final RSAKey KEY = newKey();
    private static final String PEM = pem(KEY);

    private TestIssuer() {}

    /** Puts the public key where the servers look for it. */
    static void publishKey() {
        try {
            Files.createDirectories(KEY_FILE.getParent());
            Files.writeString(KEY_FILE, PEM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server must be told, by environment variables, to believe this issuer. */
    static Map<String, String> environment() {
        return Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", KEY_FILE.toUri().toString(), "MP_JWT_VERIFY_ISSUER", NAME);
    }

    /** A good token. */
    static String token(String user, String... groups) {
        return signed(claims(user, Instant.now().plus(VALIDITY), groups), KEY);
    }

    /** A token that is good until an instant, to the second. */
    static String tokenUntil(Instant expiry, String user) {
        return signed(claims(user, expiry), KEY);
    }

    /** A token whose issuer is another one, by the right key. */
    static String tokenOfIssuer(String issuer, String user) {
        Map<String, Object> claims = claims(user, Instant.now().plus(VALIDITY));
        claims.put("iss", issuer);
        return signed(claims, KEY);
    }

    /** A token that somebody else has signed. */
    static String tokenByAnotherKey(String user) {
        return signed(claims(user, Instant.now().plus(VALIDITY)), newKey());
    }

    /** A token that nobody has signed. */
    static String tokenWithoutSignature(String user) {
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
            return new RSAKeyGenerator(2048).generate();
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
