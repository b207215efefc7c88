package dev.parley.engine;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Generates ids that cannot be guessed: 120 random bits, in 20 characters that need no escaping in a URL. Thread-safe.
 */
public final class RandomId {

    private static final int BYTES = 15;

    private final SecureRandom random = new SecureRandom();

    /** The next id. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
