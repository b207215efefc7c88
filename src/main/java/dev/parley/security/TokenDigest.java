package dev.parley.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 digest of a whole token, signature included. Stands for the token where the token itself, which is a
 * secret, shall not be kept. Two different tokens with the same digest cannot be made.
 *
 * @param first the first eight bytes, most significant one first, and so on with the others
 */
record TokenDigest(long first, long second, long third, long fourth) {

    /**
     * The digest of a token.
     *
     * @param token in compact form, so in ASCII
     */
    static TokenDigest of(String token) {
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(token.getBytes(StandardCharsets.US_ASCII)));
        return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Shows nothing: a digest in a log could be compared with tokens. */
    @Override
    public String toString() {
        return "the digest of a token";
    }
}
