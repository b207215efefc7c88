package dev.parley.redis.messaging;

import dev.parley.socketio.adapter.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An entry of a {@link MessageStream}. The arrays are not copied and must not be changed.
 *
 * @param id its position in the stream
 * @param fields names and values in turn
 * @param isLate whether it was appended while this node was cut off from Redis
 */
public record StreamEntry(StreamId id, List<byte[]> fields, boolean isLate) {

    /** The value of a field. */
    byte[] find(byte[] name) {
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            if (Arrays.equals(fields.get(i), name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }

    /**
     * The value of a field.
     *
     * @return null if there is no such field
     */
    public byte[] value(String name) {
        return find(name.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The text of a field.
     *
     * @throws MalformedMessageException if there is no such field
     */
    public String text(String name) throws MalformedMessageException {
        byte[] value = value(name);
        if (value == null) {
            throw new MalformedMessageException("an entry without " + name);
        }
        return new String(value, StandardCharsets.UTF_8);
    }
}
