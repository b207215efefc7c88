package dev.parley.chat.directory;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a node in a cluster: the name of its machine, which people can recognise, and a random part, so that each
 * start of a node has another id.
 *
 * @param text 1 to {@value #MAX_LENGTH} letters, digits, dots, underscores and hyphens
 */
public record NodeId(String text) {

    private static final int MAX_LENGTH = 80;
    private static final int RANDOM_DIGITS = 8;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_LENGTH + "}");
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9._-]");

    /** Checks the text. */
    public NodeId {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException("not the id of a node");
        }
    }

    /** Creates the id for one start of a node on a machine; its random part makes it unique. */
    public static NodeId random(String machine) {
        String name = FOREIGN.matcher(machine).replaceAll("-");
        String random = UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
        return new NodeId(name.substring(0, Math.min(name.length(), MAX_LENGTH - RANDOM_DIGITS - 1)) + "-" + random);
    }

    @Override
    public String toString() {
        return text;
    }
}
