package dev.parley.admin;

import dev.parley.security.OriginPolicy;
import java.util.Objects;

/**
 * What the HTTP side is told.
 *
 * @param origins the pages that may use it, the same that may connect
 * @param maxBody the most bytes of a request's body, the same as of a message
 */
public record AdminSettings(OriginPolicy origins, int maxBody) {

    /** Checks that the number is positive. */
    public AdminSettings {
        Objects.requireNonNull(origins, "origins");
        if (maxBody < 1) {
            throw new IllegalArgumentException("maxBody must be positive, not " + maxBody);
        }
    }
}
