package dev.parley.socketio.codec;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Writes points in time as the contract requires: ISO-8601 in UTC with exactly three decimals of a second. */
public final class Timestamps {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /** The point in time, truncated (not rounded) to milliseconds: {@code 2026-11-23T02:55:00.000Z}. */
    public static String text(Instant moment) {
        return MILLISECONDS.format(moment);
    }
}
