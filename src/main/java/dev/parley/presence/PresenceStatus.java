package dev.parley.presence;

import java.util.Locale;
import java.util.Optional;

/** The status that a user shows to others. */
public enum PresenceStatus {
    /** Connected. */
    ONLINE,
    /** Connected, but not active. */
    AWAY,
    /** Connected, and not to be disturbed. */
    BUSY,
    /** Not connected, or wishing to be seen so. */
    OFFLINE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The constant with this name on the wire, which must match exactly; empty if there is none. */
    public static Optional<PresenceStatus> of(String text) {
        for (PresenceStatus candidate : values()) {
            if (candidate.text.equals(text)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return text;
    }
}
