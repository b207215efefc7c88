package dev.parley.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens with real signatures, good and forged, at a fixed time. */
final class Tokens {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final RSAKey ISSUER = rsaKey("issuer-1");
    static final RSAKey ATTACKER = rsaKey("attacker");

    private Tokens() {}

    static RSAKey rsaKey(String keyId) {
        try {
            return new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The claims of a good token, for tests to spoil. */
    static Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "https://issuer.example");
        claims.put("sub", "user-17");
        claims.put("upn", "ada@example.org");
        claims.put("groups", List.of("member", "publisher"));
        claims.put("iat", NOW.getEpochSecond());
        claims.put("exp", NOW.plusSeconds(300).getEpochSecond());
        return claims;
    }

    static Map<String, Object> claimsWith(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    static Map<String, Object> claimsWithout(String... names) {
        Map<String, Object> claims = claims();
        List.of(names).forEach(claims::remove);
        return claims;
    }

    static String good() {
        return signed(claims());
    }

    /** RS256 by the issuer, with no key id in the header. */
    static String signed(Map<String, Object> claims) {
        return signed(JSONObjectUtils.toJSONString(claims));
    }

    static String signed(String payload) {
        return signed(new JWSHeader(JWSAlgorithm.RS256), payload, ISSUER);
    }

    static String signed(JWSHeader header, RSAKey key) {
        return signed(header, JSONObjectUtils.toJSONString(claims()), key);
    }

    static String signed(JWSHeader header, String payload, RSAKey key) {
        try {
            return signed(header, payload, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String signed(JWSHeader header, String payload, JWSSigner signer) {
        try {
            JWSObject token = new JWSObject(header, new Payload(payload));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** A token put together by hand, with whatever stands in its three parts. */
    static String raw(String header, String payload, String encodedSignature) {
        return base64Url(header) + '.' + base64Url(payload) + '.' + encodedSignature;
    }

    static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String pem(RSAKey key) {
        try {
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(key.toRSAPublicKey().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
