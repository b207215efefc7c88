package dev.parley.adminui;

import java.util.Arrays;
import java.util.Locale;

/** How much the Admin UI is shown. */
public enum AdminUiMode {
    /** There is no namespace {@code /admin}. */
    OFF,
    /** Servers, namespaces and counts, every two seconds. */
    PRODUCTION,
    /** Also each socket, each room and each event, as it happens. */
    DEVELOPMENT;

    /**
     * The mode with this name, in lower case.
     *
     * @throws IllegalArgumentException with a message that lists the valid names
     */
    public static AdminUiMode named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("off, production or development"));
    }

    /** The name as in the settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
