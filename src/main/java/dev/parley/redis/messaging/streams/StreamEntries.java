package dev.parley.redis.messaging.streams;

import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.MessageFields;
import dev.parley.redis.messaging.MessagePackWriter;
import dev.parley.redis.messaging.MessageStream;
import dev.parley.redis.messaging.StreamEntry;
import dev.parley.redis.messaging.cluster.ClusterMessage;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes and reads the entries of the stream: {@code uid} (the name of the node), {@code nsp}, {@code type} and
 * {@code data}, in this order; an event that a log has numbered has {@code origin} at its end. The data are JSON, or the base64 text of MessagePack if there are bytes in them.
 * Thread-safe.
 */
final class StreamEntries {

    private static final String SENDER = "uid";
    private static final String TYPE = "type";
    private static final String DATA = "data";
    /** Of Parley only: the log that has numbered an event, and its number. Servers of Node pass it over. */
    private static final String ORIGIN = "origin";

    private static final Pattern NUMBERED = Pattern.compile("([A-Za-z0-9_-]{1,16})\\.([0-9a-z]{1,12})");
    private static final int RADIX = 36;
    private static final byte BRACE = '{';

    private final byte[] node;
    private final byte[] namespace;

    /**
     * What an entry says.
     *
     * @param sender the name of the node that has appended it
     * @param data what belongs to the type; null if there is nothing
     */
    record Content(String sender, int type, JsonObject data) {

        /** Whether it is an event that is good for nothing when it comes late. */
        boolean isVolatile() {
            return data != null
                    && data.get("opts") instanceof JsonObject options
                    && options.get("flags") instanceof JsonObject flags
                    && flags.get("volatile") == JsonValue.TRUE;
        }
    }

    StreamEntries(String node, String namespace) {
        this.node = utf8(node);
        this.namespace = utf8(namespace);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The fields of an entry. */
    List<byte[]> fields(ClusterMessage message) {
        return List.of(
                utf8(SENDER),
                node,
                utf8(MessageStream.NAMESPACE),
                namespace,
                utf8(TYPE),
                utf8(Integer.toString(message.type())),
                utf8(DATA),
                data(message.data()));
    }

    /** The fields of an event that a log has numbered. */
    List<byte[]> fields(ClusterMessage message, EventOrigin origin) {
        List<byte[]> fields = new ArrayList<>(fields(message));
        fields.add(utf8(ORIGIN));
        fields.add(utf8(origin.log() + '.' + Long.toString(origin.number(), RADIX)));
        return fields;
    }

    /** Where an event comes from. One whose origin nobody understands counts as one without. */
    EventOrigin origin(StreamEntry entry) {
        byte[] value = entry.value(ORIGIN);
        Matcher matcher = value == null ? null : NUMBERED.matcher(new String(value, StandardCharsets.UTF_8));
        return matcher == null || !matcher.matches()
                ? EventOrigin.unnumbered(entry.id())
                : new EventOrigin(matcher.group(1), Long.parseLong(matcher.group(2), RADIX), entry.id());
    }

    private static byte[] data(JsonObject data) {
        return BinaryValue.isIn(data)
                ? Base64.getEncoder().encode(new MessagePackWriter().value(data).toBytes())
                : utf8(JsonText.of(data));
    }

    /** Whether this node has appended the entry itself. */
    boolean isOwn(StreamEntry entry) {
        return Arrays.equals(entry.value(SENDER), node);
    }

    /**
     * Reads an entry of another node.
     *
     * @throws MalformedMessageException if it has not the form of an entry
     */
    Content read(StreamEntry entry) throws MalformedMessageException {
        String sender = MessageFields.checkedName(entry.text(SENDER));
        byte[] data = entry.value(DATA);
        try {
            return new Content(
                    sender,
                    Integer.parseInt(entry.text(TYPE)),
                    data == null ? null : MessageFields.object(plain(data)));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("an entry that is no message");
        }
    }

    private static byte[] plain(byte[] data) {
        return data.length > 0 && data[0] == BRACE ? data : Base64.getDecoder().decode(data);
    }
}
