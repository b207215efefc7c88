package dev.parley.redis.presence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period in which a node is known to be alive. A node whose lease has ended begins a new one. So other nodes that
 * remove the data under the old lease never remove what the node stores now.
 *
 * @param node the node's id
 * @param number the number of the lease among those of the node
 */
record Lease(String node, int number) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9._-]{1,100})~(\\d{1,9})");

    /** Checks that {@link #parse} can read the lease again. */
    Lease {
        if (!TEXT.matcher(node + "~" + number).matches()) {
            throw new IllegalArgumentException("not a node's id: " + node);
        }
    }

    /** Reads a text that {@link #text()} has made; empty for any other text. */
    static Optional<Lease> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Lease(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** The next lease of the same node. */
    Lease next() {
        return new Lease(node, number + 1);
    }

    /** The lease as it is stored. */
    String text() {
        return node + "~" + number;
    }
}
