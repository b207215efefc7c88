package dev.parley.admin;

import dev.parley.security.ConsoleSignIn;
import dev.parley.security.OriginPolicy;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of the REST API.
 *
 * @param origins the origins whose pages may use the API; the same as for connecting
 * @param maxBody the largest size of a request's body, in bytes; the same as for a message
 * @param path the path of the Engine.IO endpoint; pages that this server serves get it
 * @param development whether development mode is on, in which anybody on this machine may sign in as any user
 * @param signIn where people sign in to the console; empty if they bring their tokens
 */
public record AdminSettings(
        OriginPolicy origins, int maxBody, String path, boolean development, Optional<ConsoleSignIn> signIn) {

    /** Checks that nothing is null and that the number is positive. */
    public AdminSettings {
        Objects.requireNonNull(origins, "origins");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(signIn, "signIn");
        if (maxBody < 1) {
            throw new IllegalArgumentException("maxBody must be positive, not " + maxBody);
        }
    }
}
