package dev.parley.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters in a request's URL, and only those: the methods of the servlet API would also read a form from the
 * body. Immutable. A parameter that is given twice has no value here and is only marked as
 * {@linkplain #isRepeated repeated}, so that two readers cannot disagree about its value.
 */
public final class QueryString {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();

    private QueryString() {}

    /**
     * Parses the text after the question mark; null means no parameters. A text that cannot be decoded stays as it is.
     */
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

    /**
     * A text that cannot be decoded is not left out: a request with a malformed sid must not be treated as a request
     * without one.
     */
    private static String decode(String text) {
        return isPercentEncoded(text) ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
    }

    /**
     * Whether each percent sign of a text is followed by two hexadecimal digits (RFC 3986, section 2.1). Otherwise
     * {@link URLDecoder} throws an exception, which is expensive for a query with thousands of malformed parameters.
     */
    public static boolean isPercentEncoded(String text) {
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', percent + 1)) {
            if (percent + 2 >= text.length()
                    || !HexFormat.isHexDigit(text.charAt(percent + 1))
                    || !HexFormat.isHexDigit(text.charAt(percent + 2))) {
                return false;
            }
        }
        return true;
    }

    /** The value of a parameter that is given exactly once; empty otherwise. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether a parameter is given more than once. */
    public boolean isRepeated(String name) {
        return repeated.contains(name);
    }

    /**
     * Whether a parameter is given with any non-empty value, or more than once. The reference server reads flags in
     * this way.
     */
    public boolean isSet(String name) {
        return isRepeated(name) || !values.getOrDefault(name, "").isEmpty();
    }

    /** All parameters that are given exactly once, except the one with this name. */
    public Map<String, String> valuesWithout(String name) {
        Map<String, String> others = new HashMap<>(values);
        others.remove(name);
        return others;
    }
}
