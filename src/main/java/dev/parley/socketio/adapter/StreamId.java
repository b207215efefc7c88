package dev.parley.socketio.adapter;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of an entry in a stream of Redis: a time in milliseconds by Redis' clock, and a number for the entries of the
 * same millisecond. Both are unsigned 64-bit numbers. Immutable.
 */
public record StreamId(long millis, long number) implements Comparable<StreamId> {

    /** Before all entries. */
    public static final StreamId ZERO = new StreamId(0, 0);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,20})-([0-9]{1,20})");

    /**
     * Reads an id.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static StreamId of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no id of an entry");
        }
        return new StreamId(Long.parseUnsignedLong(matcher.group(1)), Long.parseUnsignedLong(matcher.group(2)));
    }

    /**
     * Reads an id in ASCII.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static StreamId of(byte[] text) {
        return of(new String(text, StandardCharsets.US_ASCII));
    }

    /** The later one of two. */
    public static StreamId later(StreamId one, StreamId other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Whether this position is at another one or before it. */
    public boolean isUpTo(StreamId other) {
        return compareTo(other) <= 0;
    }

    @Override
    public int compareTo(StreamId other) {
        int byTime = Long.compareUnsigned(millis, other.millis);
        return byTime != 0 ? byTime : Long.compareUnsigned(number, other.number);
    }

    /** As Redis writes it. */
    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(number);
    }
}
