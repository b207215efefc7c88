package dev.parley.chat;

import java.util.Locale;
import java.util.Optional;

/** What a message is. */
public enum MessageType {
    /** What a person wrote. */
    TEXT,
    /** A picture, or where it is. */
    IMAGE,
    /** A file, or where it is. */
    FILE,
    /** A word of the service itself; a client needs a role to say it. */
    SYSTEM,
    /** Something that happened elsewhere. */
    NOTIFICATION;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The constant of a name on the wire, which must be spelled exactly. */
    public static Optional<MessageType> of(String text) {
        for (MessageType candidate : values()) {
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
