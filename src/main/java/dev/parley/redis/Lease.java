package dev.parley.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One stretch of a node's life during which it is known to be alive. A node that was lost sight of begins a new one, so
 * what others clear away under the old one is never what the node puts there now.
 *
 * @param node the node's id
 * @param number of the lease among those of the node
 */
record Lease(String node, int number) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9._-]{1,100})~(\\d{1,9})");

    /** Checks that it can be read again. */
    Lease {
        if (!TEXT.matcher(node + "~" + number).matches()) {
            throw new IllegalArgumentException("not a node's id: " + node);
        }
    }

    /** Reads what {@link #text()} has made; empty for anything else. */
    static Optional<Lease> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Lease(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** The next one of the same node. */
    Lease next() {
        return new Lease(node, number + 1);
    }

    /** As it is written down. */
    String text() {
        return node + "~" + number;
    }
}
