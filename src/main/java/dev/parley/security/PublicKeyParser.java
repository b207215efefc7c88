package dev.parley.security;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads public keys in every form that MicroProfile JWT allows: PEM, JWK and JWKS, the last two also base64url-encoded.
 * A PEM without its frame is read, too, because such a value is common where line breaks are difficult to write. Only
 * the public part of a private key in a JWK or JWKS is kept.
 */
final class PublicKeyParser {

    /** The largest document that is read from a file or an issuer; the keys of a large issuer take a tenth of it. */
    static final int MAX_BYTES = 256 * 1024;

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private PublicKeyParser() {}

    /**
     * The keys in {@code text}; a key from a PEM has no id.
     *
     * @throws InvalidKeySpecException if there are none; the message is half a sentence that says why, without the text
     *     itself
     */
    static JWKSet parse(String text) throws InvalidKeySpecException {
        String trimmed = text.strip();
        if (trimmed.startsWith("{")) {
            return json(trimmed);
        }
        if (trimmed.contains(BEGIN)) {
            return new JWKSet(pem(trimmed));
        }
        byte[] decoded = base64(trimmed);
        if (decoded.length > 0 && decoded[0] == '{') {
            return json(new String(decoded, StandardCharsets.UTF_8));
        }
        return new JWKSet(jwk(subjectPublicKeyInfo(decoded)));
    }

    private static JWKSet json(String text) throws InvalidKeySpecException {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(text);
            if (!members.containsKey("keys")) {
                return new JWKSet(JWK.parse(members).toPublicJWK());
            }
            List<JWK> keys = new ArrayList<>();
            for (Map<String, Object> key : JSONObjectUtils.getJSONObjectArray(members, "keys")) {
                readable(key).ifPresent(keys::add);
            }
            return new JWKSet(keys);
        } catch (ParseException | RuntimeException e) {
            throw new InvalidKeySpecException("it is neither a JWK nor a JWKS", e);
        }
    }

    /**
     * Reads one key of a set; empty if we cannot read it, because the other keys of the set must still be used (RFC
     * 7517, section 5).
     */
    private static Optional<JWK> readable(Map<String, Object> key) {
        try {
            return Optional.ofNullable(JWK.parse(key).toPublicJWK());
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static JWK pem(String text) throws InvalidKeySpecException {
        int label = text.indexOf(BEGIN) + BEGIN.length();
        int body = text.indexOf(DASHES, label);
        int end = body < 0 ? -1 : text.indexOf(DASHES, body + DASHES.length());
        if (end < 0) {
            throw new InvalidKeySpecException("the PEM is cut off");
        }
        byte[] der = base64(text.substring(body + DASHES.length(), end));
        return switch (text.substring(label, body)) {
            case "PUBLIC KEY" -> jwk(subjectPublicKeyInfo(der));
            case "CERTIFICATE" -> jwk(certified(der));
            default -> throw new InvalidKeySpecException("the PEM is neither a PUBLIC KEY nor a CERTIFICATE");
        };
    }

    private static byte[] base64(String text) throws InvalidKeySpecException {
        String compact = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        try {
            return Base64.getDecoder().decode(compact);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("it is neither PEM, JWK, JWKS nor base64 of one", e);
        }
    }

    private static PublicKey subjectPublicKeyInfo(byte[] der) throws InvalidKeySpecException {
        X509EncodedKeySpec encoded = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(encoded);
        } catch (GeneralSecurityException notRsa) {
            try {
                return KeyFactory.getInstance("EC").generatePublic(encoded);
            } catch (GeneralSecurityException e) {
                throw new InvalidKeySpecException("it is neither an RSA nor an EC public key", e);
            }
        }
    }

    /** The certificate is only a container for the key here; its issuer and its expiry are not checked. */
    private static PublicKey certified(byte[] der) throws InvalidKeySpecException {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new InvalidKeySpecException("it is not an X.509 certificate", e);
        }
    }

    private static JWK jwk(PublicKey key) throws InvalidKeySpecException {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        if (key instanceof ECPublicKey ec) {
            Curve curve = Curve.forECParameterSpec(ec.getParams());
            if (curve != null) {
                return new ECKey.Builder(curve, ec).build();
            }
        }
        throw new InvalidKeySpecException("its type of key or curve is not supported");
    }
}
