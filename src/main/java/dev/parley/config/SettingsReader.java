package dev.parley.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads single values and rejects those that are not allowed. A blank value counts as none. Every value that the
 * application asks for is recorded in the {@linkplain #effective report}.
 */
final class SettingsReader {

    private final SettingSource source;
    private final Map<String, EffectiveSetting> effective = new LinkedHashMap<>();

    SettingsReader(SettingSource source) {
        this.source = source;
    }

    /** All that has been read so far, in the order of reading. */
    EffectiveSettings effective() {
        return new EffectiveSettings(List.copyOf(effective.values()));
    }

    /** A value that has no default. */
    Optional<String> text(String name) {
        return read(name, "", false);
    }

    /** A value that has no default and must not be shown. */
    Optional<String> secret(String name) {
        return read(name, "", true);
    }

    private Optional<String> read(String name, String fallback, boolean secret) {
        Optional<SettingSource.Given> given = find(name);
        effective.put(
                name,
                new EffectiveSetting(
                        name,
                        given.map(SettingSource.Given::text).orElse(fallback),
                        given.map(SettingSource.Given::source).orElse(EffectiveSetting.DEFAULT),
                        secret));
        return given.map(SettingSource.Given::text);
    }

    private Optional<SettingSource.Given> find(String name) {
        try {
            return source.find(name)
                    .map(given -> new SettingSource.Given(given.text().strip(), given.source()))
                    .filter(given -> !given.text().isEmpty());
        } catch (RuntimeException e) {
            // The value has an expression that cannot be resolved, or a source fails.
            throw new InvalidSettingException(name + " cannot be read: " + e.getMessage());
        }
    }

    /** The items of a list separated by commas; empty when there is no value. A value without an item is rejected. */
    Set<String> items(String name) {
        Optional<String> list = text(name);
        if (list.isEmpty()) {
            return Set.of();
        }
        Set<String> items = Arrays.stream(list.get().split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (items.isEmpty()) {
            throw new InvalidSettingException(name, list.get(), "at least one item, several separated by commas");
        }
        return items;
    }

    String text(String name, String fallback) {
        return read(name, fallback, false).orElse(fallback);
    }

    int number(String name, int fallback, int min, int max) {
        return parse(name, text(name, Integer.toString(fallback)), min, max, "a whole number");
    }

    Duration milliseconds(String name, int fallback, int min, int max) {
        String value = text(name, Integer.toString(fallback));
        return Duration.ofMillis(parse(name, value, min, max, "a whole number of milliseconds"));
    }

    Duration seconds(String name, int fallback, int min, int max) {
        return seconds(name, text(name, Integer.toString(fallback)), min, max);
    }

    Optional<Duration> seconds(String name, int min, int max) {
        return text(name).map(value -> seconds(name, value, min, max));
    }

    private static Duration seconds(String name, String value, int min, int max) {
        return Duration.ofSeconds(parse(name, value, min, max, "a whole number of seconds"));
    }

    boolean flag(String name, boolean fallback) {
        String value = text(name, Boolean.toString(fallback));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSettingException(name, value, "true or false");
        };
    }

    /** A value in another form, which the parser reads; the parser's message says what is allowed. */
    <T> T parsed(String name, String fallback, Function<String, T> parser) {
        String value = text(name, fallback);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(name, value, e.getMessage());
        }
    }

    private static int parse(String name, String value, int min, int max, String kind) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, in the same words as a number out of range.
        }
        throw new InvalidSettingException(name, value, kind + " from " + min + " to " + max);
    }
}
