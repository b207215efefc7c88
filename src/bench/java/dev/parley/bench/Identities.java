package dev.parley.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * One key pair for all servers of a run, and a token for each client.
 *
 * @param publicKey a PEM file
 * @param tokens a file with a token on each line
 */
record Identities(Path publicKey, Path tokens) {

    /** Who has issued the tokens. */
    static final String ISSUER = "https://bench.parley.example";

    private static final int KEY_SIZE = 2048;
    private static final Duration LIFETIME = Duration.ofHours(12);

    /** Makes them anew, in a directory. */
    static Identities make(Path directory, int count) throws IOException {
        try {
            RSAKey key = new RSAKeyGenerator(KEY_SIZE).generate();
            JWSSigner signer = new RSASSASigner(key);
            List<String> tokens = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                tokens.add(token("load-" + i, signer));
            }
            return new Identities(
                    Files.writeString(
                            directory.resolve("key.pem"), pem(key.toPublicKey().getEncoded())),
                    Files.write(directory.resolve("tokens.txt"), tokens));
        } catch (JOSEException e) {
            throw new IOException("no key pair", e);
        }
    }

    private static String token(String user, JWSSigner signer) throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(user)
                .claim("upn", user)
                .claim("groups", List.of("user"))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";
    }
}
