package dev.parley.chat;

import java.util.Locale;
import java.util.Optional;

/** What a user lets others see of itself. */
public enum PresenceStatus {
    /** There. */
    ONLINE,
    /** Connected but not attending. */
    AWAY,
    /** There and not to be disturbed. */
    BUSY,
    /** Not connected, or wishing to look so. */
    OFFLINE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The constant of a name on the wire, which must be spelled exactly. */
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
