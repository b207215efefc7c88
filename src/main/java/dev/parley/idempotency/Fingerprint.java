package dev.parley.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Tells the content of a request from other content, in a few characters that are the same on every node. */
public final class Fingerprint {

    /** 128 bits of SHA-256: nobody finds two contents with the same ones. */
    private static final int BYTES = 16;

    private Fingerprint() {}

    /** The fingerprint of some texts, of which any may be null. */
    public static String of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            // The length keeps parts apart, and -1 keeps what is missing apart from what is empty.
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part == null ? -1 : bytes.length));
            digest.update(bytes);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
