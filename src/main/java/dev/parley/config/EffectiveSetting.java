package dev.parley.config;

import java.util.Objects;

/**
 * A setting as it is in force, fit to be shown to an administrator.
 *
 * @param name the name of the setting
 * @param value the value in force, with {@code ***} in place of a secret, and in place of the user name and the
 *     password of a URL; empty when nothing is set and there is no default
 * @param source where the value comes from: the name of the {@code ConfigSource}, or {@link #DEFAULT}
 * @param secret whether the whole value is hidden
 */
public record EffectiveSetting(String name, String value, String source, boolean secret) {

    /** The source of a value that nobody has set. */
    public static final String DEFAULT = "default";

    /** Hides what nobody may see, so that the record never contains it. */
    public EffectiveSetting {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        value = secret ? Redaction.whole(value) : Redaction.credentials(value);
    }

    /** The setting on one line, for logs. */
    @Override
    public String toString() {
        return Redaction.oneLine(name + "=" + value + " (" + source + ")");
    }
}
