package dev.parley.admin;

import dev.parley.admin.problem.ProblemException;
import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Any limit, offset, order and text (a line each) for a list: a page within them, or a problem with the status 400. */
public final class ListQueryTarget {

    private static final List<String> ITEMS = List.of("alpha", "Beta", "gamma", "delta", "ALPHABET", "");
    private static final Map<String, Comparator<String>> ORDERS =
            Map.of("name", Comparator.naturalOrder(), "length", Comparator.comparing(String::length));

    private ListQueryTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input input = new Input(bytes);
        List<String> lines = input.split('\n', 4).stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
        Cost.bounded(input.bytes().length, () -> check(lines));
    }

    private static String line(List<String> lines, int index, String otherwise) {
        return index < lines.size() ? lines.get(index) : otherwise;
    }

    private static void check(List<String> lines) {
        ListQuery query =
                new ListQuery(line(lines, 0, "50"), line(lines, 1, "0"), line(lines, 2, null), line(lines, 3, null));
        Page<String> page;
        try {
            page = query.paging(ORDERS, "name", (String item) -> List.of(item)).apply(ITEMS);
        } catch (ProblemException e) {
            if (e.problem().status() != 400) {
                throw new AssertionError("a problem of the server");
            }
            return;
        }
        List<String> found =
                ITEMS.stream().filter(item -> isFound(query.search(), item)).toList();
        int offset = Integer.parseInt(query.offset());
        int limit = Integer.parseInt(query.limit());
        int expected = Math.max(0, Math.min(limit, found.size() - offset));
        if (page.total() != found.size() || page.items().size() != expected || !found.containsAll(page.items())) {
            throw new AssertionError("another page");
        }
    }

    private static boolean isFound(String search, String item) {
        return search == null || item.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }
}
