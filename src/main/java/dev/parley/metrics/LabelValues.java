package dev.parley.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The values that labels can have. */
final class LabelValues {

    /** Stands for every name that a client has made up, because there is no limit to such names. */
    static final String OTHER = "other";

    private LabelValues() {}

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The names in sorted order, and then the one for all others. */
    static List<String> andOthers(Collection<String> names) {
        List<String> all = new ArrayList<>(new TreeSet<>(names));
        all.add(OTHER);
        return all;
    }
}
