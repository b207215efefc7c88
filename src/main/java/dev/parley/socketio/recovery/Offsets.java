package dev.parley.socketio.recovery;

import dev.parley.socketio.adapter.StreamId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks as texts: the offsets that clients see and show, {@code log.position} or, where nodes share a stream,
 * {@code stream.log.position}. The name of a log is random, so that an offset of another node or of an earlier start is not
 * mistaken for one of this log.
 */
final class Offsets {

    private static final int RADIX = 36;

    /** The longest position is that of the largest long. */
    private static final Pattern FORM =
            Pattern.compile("(?:([0-9]{1,20}-[0-9]{1,20})\\.)?([A-Za-z0-9_-]{1,16})\\.([0-9a-z]{1,13})");

    private Offsets() {}

    static String text(Mark mark) {
        String local = mark.log() + '.' + Long.toString(mark.position(), RADIX);
        return mark.stream().equals(StreamId.ZERO) ? local : mark.stream() + "." + local;
    }

    /** The mark that a client shows; empty if the text is none. */
    static Optional<Mark> mark(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            StreamId stream = matcher.group(1) == null ? StreamId.ZERO : StreamId.of(matcher.group(1));
            return Optional.of(new Mark(matcher.group(2), Long.parseLong(matcher.group(3), RADIX), stream));
        } catch (NumberFormatException e) {
            // A number that is too large for a long.
            return Optional.empty();
        }
    }
}
