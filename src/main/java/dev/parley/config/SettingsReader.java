package dev.parley.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads single values and refuses those that are not allowed. A blank value is as good as none. */
final class SettingsReader {

    private final Function<String, Optional<String>> source;

    SettingsReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(String name) {
        return raw(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<String> raw(String name) {
        try {
            return source.apply(name);
        } catch (RuntimeException e) {
            // An expression in it that leads nowhere, or a source that fails.
            throw new InvalidSettingException(name + " cannot be read: " + e.getMessage());
        }
    }

    /** The items of a list separated by commas; empty when there is no value, but not when the value has no item. */
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
        return text(name).orElse(fallback);
    }

    int number(String name, int fallback, int min, int max) {
        return text(name)
                .map(value -> parse(name, value, min, max, "a whole number"))
                .orElse(fallback);
    }

    Duration milliseconds(String name, int fallback, int min, int max) {
        int value = text(name)
                .map(text -> parse(name, text, min, max, "a whole number of milliseconds"))
                .orElse(fallback);
        return Duration.ofMillis(value);
    }

    Optional<Duration> seconds(String name) {
        return text(name)
                .map(text -> Duration.ofSeconds(parse(name, text, 0, Integer.MAX_VALUE, "a whole number of seconds")));
    }

    boolean flag(String name, boolean fallback) {
        return switch (text(name, Boolean.toString(fallback))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidSettingException(name, text(name, ""), "true or false");
        };
    }

    /** A value in a form of its own, whose parser says what is wrong. */
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
            // Said below, in the same words as for a number out of range.
        }
        throw new InvalidSettingException(name, value, kind + " from " + min + " to " + max);
    }
}
