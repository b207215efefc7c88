package dev.parley.socketio.recovery;

import java.util.OptionalLong;

/**
 * The offsets of one log, as clients see them: a mark of the log, so that an offset of another node or of an earlier
 * start is not mistaken for one of this log, and the position. Immutable.
 */
final class Offsets {

    private static final int RADIX = 36;
    /** The longest text of a position: that of the largest long. */
    private static final int MAX_DIGITS = 13;

    private final String prefix;

    /** The offsets of a log with this mark, which has no dot. */
    Offsets(String mark) {
        this.prefix = mark + ".";
    }

    String text(long position) {
        return prefix + Long.toString(position, RADIX);
    }

    /** The position that a client shows; empty if the text is no offset of this log. */
    OptionalLong position(String text) {
        int digits = text.length() - prefix.length();
        if (!text.startsWith(prefix) || digits < 1 || digits > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        try {
            long position = Long.parseLong(text.substring(prefix.length()), RADIX);
            return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
