package dev.parley.bench.netty;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Date;

/** Verifies tokens: RS256, issuer, time. Thread-safe. */
final class TokenCheck {

    /** Not a token of ours. */
    static final class RefusedException extends Exception {
        private RefusedException(Throwable cause) {
            super("the token is not valid", cause);
        }
    }

    private final JWSVerifier verifier;
    private final String issuer;

    TokenCheck(Path publicKey, String issuer) throws IOException {
        this.issuer = issuer;
        verifier = new RSASSAVerifier(publicKey(Files.readString(publicKey)));
    }

    private static RSAPublicKey publicKey(String pem) throws IOException {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException("not a public key", e);
        }
    }

    JWTClaimsSet verify(String token) throws RefusedException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean good = jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && jwt.verify(verifier)
                    && issuer.equals(claims.getIssuer())
                    && claims.getExpirationTime() != null
                    && claims.getExpirationTime().after(new Date());
            if (!good) {
                throw new RefusedException(null);
            }
            return claims;
        } catch (ParseException | JOSEException e) {
            throw new RefusedException(e);
        }
    }
}
