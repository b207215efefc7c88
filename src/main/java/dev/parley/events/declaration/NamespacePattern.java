package dev.parley.events.declaration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a namespace, or a pattern for names in which a part between slashes is a parameter in braces, as in
 * {@code /tenants/{id}}. A parameter stands for one or more characters without a slash. Immutable.
 */
public final class NamespacePattern {

    private final String text;
    private final List<String> parts;
    private final List<String> parameters = new ArrayList<>();

    private NamespacePattern(String text) {
        this.text = text;
        this.parts = List.of(text.split("/", -1));
        for (String part : parts) {
            if (isParameter(part)) {
                parameters.add(name(part));
            }
        }
    }

    /**
     * Reads a name or a pattern.
     *
     * @throws IllegalArgumentException if it is none; the message completes a sentence that begins with the text
     */
    public static NamespacePattern parse(String text) {
        require(text.startsWith("/"), "must begin with a slash");
        require(text.indexOf(',') < 0 && text.indexOf('?') < 0, "must have no comma and no question mark");
        NamespacePattern pattern = new NamespacePattern(text);
        for (String part : pattern.parts) {
            String rest = isParameter(part) ? name(part) : part;
            require(
                    rest.indexOf('{') < 0 && rest.indexOf('}') < 0,
                    "may have braces only around a whole part between slashes");
            require(!part.equals("{}"), "must name the parameter in the braces");
        }
        Set<String> names = new HashSet<>(pattern.parameters);
        require(names.size() == pattern.parameters.size(), "must have another name for each parameter");
        return pattern;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean isParameter(String part) {
        return part.length() > 1 && part.startsWith("{") && part.endsWith("}");
    }

    private static String name(String part) {
        return part.substring(1, part.length() - 1);
    }

    /** The name or the pattern, as it was read. */
    public String text() {
        return text;
    }

    /** Whether this is a name, and not a pattern with parameters. */
    public boolean isName() {
        return parameters.isEmpty();
    }

    /** The names of the parameters, in order. */
    public List<String> parameters() {
        return List.copyOf(parameters);
    }

    /** The values of the parameters in a namespace's name, by their names; empty if the name does not match. */
    public Optional<Map<String, String>> match(String name) {
        String[] actual = name.split("/", -1);
        if (actual.length != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < actual.length; i++) {
            String part = parts.get(i);
            if (isParameter(part) && !actual[i].isEmpty()) {
                values.put(name(part), actual[i]);
            } else if (isParameter(part) || !part.equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Whether there is a name that matches both patterns. */
    boolean overlaps(NamespacePattern other) {
        if (parts.size() != other.parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!meet(parts.get(i), other.parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean meet(String one, String other) {
        return one.equals(other) || isParameter(one) && !other.isEmpty() || isParameter(other) && !one.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespacePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
