package dev.parley.redis;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The extension types of MessagePack as notepack.io understands them: timestamps (type -1), and its own of old (type 0)
 * for {@code undefined}, {@code Date} and {@code ArrayBuffer}. Any other is the pair of its type and its bytes.
 */
final class NotepackExtension {

    private static final int TIMESTAMP = -1;
    private static final int CUSTOM = 0;
    private static final int NANOS_PER_MILLI = 1_000_000;
    /** What a Date can be, in milliseconds from 1970. */
    private static final long MAX_DATE = 8_640_000_000_000_000L;
    /** JavaScript writes years of more than four digits with a sign and six. */
    private static final DateTimeFormatter FAR = DateTimeFormatter.ofPattern("uuuuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private static final DateTimeFormatter NEAR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private NotepackExtension() {}

    /**
     * The value, in the form that it has in JSON.
     *
     * @param fixed whether it has one of the sizes that have a form of their own, and that form
     */
    static JsonValue of(int type, byte[] content, boolean fixed) {
        ByteBuffer in = ByteBuffer.wrap(content);
        if (type == TIMESTAMP && content.length == 4) {
            return date(Integer.toUnsignedLong(in.getInt()), 0);
        }
        if (type == TIMESTAMP && content.length == 8) {
            long bits = in.getLong();
            return date(bits & (1L << 34) - 1, (int) (bits >>> 34));
        }
        if (type == TIMESTAMP && content.length == 12) {
            int nanos = in.getInt();
            return date(in.getLong(), nanos);
        }
        if (type == CUSTOM && fixed && content.length == 1) {
            return JsonValue.NULL;
        }
        if (type == CUSTOM && fixed && content.length == 8) {
            return date(in.getLong());
        }
        return type == CUSTOM && !fixed
                ? new BinaryValue(content)
                : JSON.createArrayBuilder()
                        .add(type)
                        .add(new BinaryValue(content))
                        .build();
    }

    private static JsonValue date(long seconds, int nanos) {
        boolean possible = Math.abs(seconds) <= MAX_DATE / 1000;
        return possible ? date(1000 * seconds + Integer.toUnsignedLong(nanos) / NANOS_PER_MILLI) : JsonValue.NULL;
    }

    private static JsonValue date(long millis) {
        if (millis < -MAX_DATE || millis > MAX_DATE) {
            return JsonValue.NULL;
        }
        var time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
        boolean near = time.getYear() >= 0 && time.getYear() <= 9999;
        String text = (near ? NEAR : FAR).format(time);
        return JSON.createValue(near || time.getYear() < 0 ? text : "+" + text);
    }
}
