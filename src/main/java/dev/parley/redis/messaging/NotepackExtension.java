package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Reads the extension types of MessagePack as notepack.io does: timestamps (type -1), and its own older type 0 for
 * {@code undefined}, {@code Date} and {@code ArrayBuffer}. Any other extension becomes an array of its type and its
 * bytes.
 */
final class NotepackExtension {

    private static final int TIMESTAMP = -1;
    private static final int CUSTOM = 0;
    private static final int NANOS_PER_MILLI = 1_000_000;
    /** The largest distance of a {@code Date} from 1970, in milliseconds. */
    private static final long MAX_DATE = 8_640_000_000_000_000L;
    /** JavaScript writes years outside 0 to 9999 with a sign and six digits. */
    private static final DateTimeFormatter FAR = DateTimeFormatter.ofPattern("uuuuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private static final DateTimeFormatter NEAR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private NotepackExtension() {}

    /**
     * The value, in the form that it has in JSON.
     *
     * @param fixed whether the content has a fixed size for which MessagePack has a form of its own, and was in this
     *     form
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
        boolean possible = seconds >= -MAX_DATE / 1000 && seconds <= MAX_DATE / 1000;
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
