package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The raw parameters of a request for a list: page, order and search text. A wrong parameter causes a
 * {@link ProblemException} that names the parameter.
 *
 * @param limit the largest number of items of the page
 * @param offset the number of items of the list before the page
 * @param sort the field by which the list is sorted, descending if a hyphen is before it; null for the default
 * @param search selects the items that contain this text, ignoring case; null for all items
 */
record ListQuery(String limit, String offset, String sort, String search) {

    /** The default size of a page. */
    static final String DEFAULT_LIMIT = "50";

    /** The default offset. */
    static final String DEFAULT_OFFSET = "0";

    /** The largest size of a page. */
    static final int MAX_LIMIT = 500;

    /** The largest offset. */
    static final int MAX_OFFSET = 1_000_000;

    /** The greatest length of a text that is searched for. */
    static final int MAX_SEARCH = 128;

    private static final String DESCENDING = "-";

    /**
     * Returns the function that makes the page from the whole list. The parameters are checked now, before other nodes
     * are queried for the list.
     *
     * @param orders the possible orders of the list, by field name
     * @param usual the field name of the default order
     * @param texts returns the texts of an item that are searched
     */
    <T> Function<List<T>, Page<T>> paging(
            Map<String, Comparator<T>> orders, String usual, Function<T, List<String>> texts) {
        int max = size(limit);
        int before = number("offset", offset, 0, MAX_OFFSET);
        Comparator<T> order = order(orders, usual);
        Predicate<String> condition = condition();
        return all -> {
            List<T> found = all.stream()
                    .filter(item -> texts.apply(item).stream().anyMatch(condition))
                    .sorted(order)
                    .toList();
            return new Page<>(found.stream().skip(before).limit(max).toList(), found.size(), max, before);
        };
    }

    private <T> Comparator<T> order(Map<String, Comparator<T>> fields, String usual) {
        String wanted = sort == null ? usual : sort;
        boolean descending = wanted.startsWith(DESCENDING);
        Comparator<T> order = fields.get(descending ? wanted.substring(1) : wanted);
        if (order == null) {
            throw new ProblemException(Problem.invalid(
                    "sort",
                    "must be one of " + String.join(", ", new TreeSet<>(fields.keySet()))
                            + ", with a hyphen before it for the other way round"));
        }
        return descending ? order.reversed() : order;
    }

    private Predicate<String> condition() {
        if (search == null || search.isEmpty()) {
            return text -> true;
        }
        if (search.length() > MAX_SEARCH) {
            throw new ProblemException(
                    Problem.invalid("search", "must not be longer than " + MAX_SEARCH + " characters"));
        }
        String wanted = search.toLowerCase(Locale.ROOT);
        return text -> text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** The size of a page; for lists that have no other parameter. */
    static int size(String limit) {
        return number("limit", limit, 1, MAX_LIMIT);
    }

    private static int number(String name, String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below with the same message as a number out of range.
        }
        throw new ProblemException(Problem.invalid(name, "must be a whole number from " + min + " to " + max));
    }
}
