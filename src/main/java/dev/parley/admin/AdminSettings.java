package dev.parley.admin;

import dev.parley.security.OriginPolicy;
import java.util.Objects;

/**
 * What the HTTP side is told.
 *
 * @param origins the pages that may use it, the same that may connect
 * @param maxBody the most bytes of a request's body, the same as of a message
 * @param path of the sockets, for pages that this server serves
 * @param development whether anybody on this machine may sign in as anybody
 */
public record AdminSettings(OriginPolicy origins, int maxBody, String path, boolean development) {

    /** Checks that the number is positive. */
    public AdminSettings {
        Objects.requireNonNull(origins, "origins");
        Objects.requireNonNull(path, "path");
        if (maxBody < 1) {
            throw new IllegalArgumentException("maxBody must be positive, not " + maxBody);
        }
    }
}
