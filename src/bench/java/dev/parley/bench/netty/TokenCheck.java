package dev.parley.bench.netty;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
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
        try {
            verifier = new RSASSAVerifier(
                    JWK.parseFromPEMEncodedObjects(Files.readString(publicKey)).toRSAKey());
        } catch (JOSEException e) {
            throw new IOException("no public key in " + publicKey, e);
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
