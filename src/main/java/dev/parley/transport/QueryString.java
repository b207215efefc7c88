package dev.parley.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters in a request's URL, and only those: the servlet API's own view would read a form out of the body.
 * Immutable. A parameter that is given twice has no value here, only the fact that it is {@linkplain #isRepeated
 * repeated}, so that no two readers can disagree about it.
 */
public final class QueryString {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();

    private QueryString() {}

    /** Parses what stands behind the question mark; null is as good as nothing. What cannot be decoded stays as it is. */
    public static QueryString parse(String query) {
        QueryString parsed = new QueryString();
        if (query != null) {
            for (String pair : query.split("&")) {
                parsed.add(pair);
            }
        }
        parsed.values.keySet().removeAll(parsed.repeated);
        return parsed;
    }

    private void add(String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
        if (values.putIfAbsent(name, value) != null) {
            repeated.add(name);
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not left out: a request with a bad sid must not be taken for one without.
            return text;
        }
    }

    /** The value of a parameter that is given once. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether a parameter is given more than once. */
    public boolean isRepeated(String name) {
        return repeated.contains(name);
    }

    /** All parameters that are given once, but the one of this name. */
    public Map<String, String> valuesWithout(String name) {
        Map<String, String> others = new HashMap<>(values);
        others.remove(name);
        return others;
    }
}
