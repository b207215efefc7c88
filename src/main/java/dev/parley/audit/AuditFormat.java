package dev.parley.audit;

import java.util.Arrays;
import java.util.Locale;

/** The form of the audit log's lines. */
public enum AuditFormat {
    /** Nothing is written. */
    OFF,
    /** {@code name=value}, for people. */
    TEXT,
    /** One JSON object on a line, for programs. */
    JSON;

    /**
     * The format with this name, in lower case.
     *
     * @throws IllegalArgumentException with a message that lists the valid names
     */
    public static AuditFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("off, text or json"));
    }

    /** The name as in the settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
