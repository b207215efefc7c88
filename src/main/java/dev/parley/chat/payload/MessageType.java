package dev.parley.chat.payload;

import java.util.Locale;
import java.util.Optional;

/** The kind of a message's content. */
public enum MessageType {
    /** Text that a person wrote. */
    TEXT,
    /** A picture or its address. */
    IMAGE,
    /** A file or its address. */
    FILE,
    /** A message of the service itself; a client needs the role {@code publisher} to send it. */
    SYSTEM,
    /** Something that happened elsewhere. */
    NOTIFICATION;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The constant with this name on the wire; the name is case-sensitive. Empty if there is none. */
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
