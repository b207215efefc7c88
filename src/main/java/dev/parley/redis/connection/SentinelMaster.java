package dev.parley.redis.connection;

import java.util.Objects;
import java.util.Optional;

/**
 * The master of Redis, as the Sentinels that watch it know it.
 *
 * @param name its name, not empty
 * @param user the user name for the Sentinels themselves; empty for their default user
 * @param password the password for the Sentinels themselves; empty when they ask for none
 */
public record SentinelMaster(String name, Optional<String> user, Optional<String> password) {

    /** Checks that a user has a password. */
    public SentinelMaster {
        Objects.requireNonNull(name, "name");
        if (user.isPresent() && password.isEmpty()) {
            throw new IllegalArgumentException("a user of the Sentinels has a password");
        }
    }

    /** The name, and no password, for logs. */
    @Override
    public String toString() {
        return name;
    }
}
