package dev.parley.transport;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The forms in which the client's files are stored, the shortest first (RFC 9110, section 8.4.1). */
enum ContentCoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz"),
    IDENTITY("identity", "");

    private static final String ANY = "*";
    private static final Pattern QUALITY = Pattern.compile("[qQ]=[01](\\.\\d{0,3})?");

    private final String token;
    private final String suffix;

    ContentCoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** The name of the coding in HTTP. */
    String token() {
        return token;
    }

    /** The suffix of the name of a file in this form. */
    String suffix() {
        return suffix;
    }

    /**
     * Returns the coding that a client prefers; of several equal ones, the shortest. Returns {@link #IDENTITY} if the
     * client accepts none of the others or has not sent the header.
     *
     * @param accepted the value of {@code Accept-Encoding}; null if there is none
     */
    static ContentCoding preferred(String accepted) {
        Map<String, Double> weights = weights(accepted == null ? "" : accepted);
        ContentCoding best = IDENTITY;
        double weight = weights.getOrDefault(IDENTITY.token, 0.0);
        for (ContentCoding coding : new ContentCoding[] {BROTLI, GZIP}) {
            double its = weights.getOrDefault(coding.token, weights.getOrDefault(ANY, 0.0));
            if (its > 0 && (its > weight || best == IDENTITY && its == weight)) {
                best = coding;
                weight = its;
            }
        }
        return best;
    }

    private static Map<String, Double> weights(String accepted) {
        Map<String, Double> weights = new HashMap<>();
        for (String item : accepted.split(",")) {
            String[] parts = item.split(";", 2);
            weights.put(parts[0].strip().toLowerCase(Locale.ROOT), parts.length == 1 ? 1 : weight(parts[1].strip()));
        }
        return weights;
    }

    /** A malformed weight counts as 0, which means not accepted. */
    private static double weight(String parameter) {
        return QUALITY.matcher(parameter).matches() ? Double.parseDouble(parameter.substring(2)) : 0;
    }
}
