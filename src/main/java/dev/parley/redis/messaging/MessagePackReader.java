package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads MessagePack and returns the values that notepack.io 3 would return, in the form that they have in JSON: a
 * {@code Date} becomes its ISO text; {@code undefined}, NaN and infinite numbers become null; a key becomes a text.
 * Bytes stay bytes.
 *
 * <p>A length that the message declares causes no allocation by itself: the length must first fit into the rest of the
 * message, and arrays and objects grow with the elements that they really contain. The recursion is bounded. A reader
 * is used once, by one thread.
 */
final class MessagePackReader {

    /**
     * A little more than the depth that packets of clients may have, because the message wraps a packet in arrays of
     * its own.
     */
    private static final int MAX_DEPTH = 300;

    private final ByteBuffer in;
    private int depth;

    private MessagePackReader(byte[] message) {
        in = ByteBuffer.wrap(message);
    }

    /** Reads the one value that makes up the whole message. */
    static JsonValue read(byte[] message) throws MalformedMessageException {
        MessagePackReader reader = new MessagePackReader(message);
        JsonValue value = reader.value();
        if (reader.in.hasRemaining()) {
            throw new MalformedMessageException("bytes behind the value");
        }
        return value;
    }

    private JsonValue value() throws MalformedMessageException {
        int type = (int) unsigned(1);
        if (type < 0x80 || type >= 0xe0) {
            return JSON.createValue((int) (byte) type);
        }
        if (type < 0x90) {
            return object(type & 0x0f);
        }
        if (type < 0xa0) {
            return array(type & 0x0f);
        }
        if (type < 0xc0) {
            return text(type & 0x1f);
        }
        return switch (type) {
            case 0xc0 -> JsonValue.NULL;
            case 0xc2 -> JsonValue.FALSE;
            case 0xc3 -> JsonValue.TRUE;
            case 0xc4 -> binary(unsigned(1));
            case 0xc5 -> binary(unsigned(2));
            case 0xc6 -> binary(unsigned(4));
            case 0xc7 -> extension(unsigned(1), false);
            case 0xc8 -> extension(unsigned(2), false);
            case 0xc9 -> extension(unsigned(4), false);
            case 0xca -> floating(Float.intBitsToFloat((int) unsigned(4)));
            case 0xcb -> floating(Double.longBitsToDouble(signed(8)));
            case 0xcc -> JSON.createValue(unsigned(1));
            case 0xcd -> JSON.createValue(unsigned(2));
            case 0xce -> JSON.createValue(unsigned(4));
            case 0xcf -> unsignedLong(signed(8));
            case 0xd0 -> JSON.createValue(signed(1));
            case 0xd1 -> JSON.createValue(signed(2));
            case 0xd2 -> JSON.createValue(signed(4));
            case 0xd3 -> JSON.createValue(signed(8));
            case 0xd4 -> extension(1, true);
            case 0xd5 -> extension(2, true);
            case 0xd6 -> extension(4, true);
            case 0xd7 -> extension(8, true);
            case 0xd8 -> extension(16, true);
            case 0xd9 -> text(unsigned(1));
            case 0xda -> text(unsigned(2));
            case 0xdb -> text(unsigned(4));
            case 0xdc -> array(unsigned(2));
            case 0xdd -> array(unsigned(4));
            case 0xde -> object(unsigned(2));
            case 0xdf -> object(unsigned(4));
            default -> throw new MalformedMessageException("a byte that begins nothing");
        };
    }

    private JsonArray array(long size) throws MalformedMessageException {
        require(size);
        enter();
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (long i = 0; i < size; i++) {
            array.add(value());
        }
        depth--;
        return array.build();
    }

    private JsonObject object(long size) throws MalformedMessageException {
        require(2 * size);
        enter();
        JsonObjectBuilder object = JSON.createObjectBuilder();
        for (long i = 0; i < size; i++) {
            object.add(key(value()), value());
        }
        depth--;
        return object.build();
    }

    private static String key(JsonValue key) throws MalformedMessageException {
        if (key instanceof JsonString text) {
            return text.getString();
        }
        if (key instanceof JsonNumber number) {
            return number.toString();
        }
        throw new MalformedMessageException("a key that is neither text nor number");
    }

    private void enter() throws MalformedMessageException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedMessageException("nests too deep");
        }
    }

    private JsonString text(long size) throws MalformedMessageException {
        return JSON.createValue(new String(bytes(size), StandardCharsets.UTF_8));
    }

    private BinaryValue binary(long size) throws MalformedMessageException {
        return new BinaryValue(bytes(size));
    }

    private JsonValue extension(long size, boolean fixed) throws MalformedMessageException {
        int type = (int) signed(1);
        byte[] content = bytes(size);
        return NotepackExtension.of(type, content, fixed);
    }

    /** As in JavaScript's JSON, NaN and infinite numbers become null. */
    private static JsonValue floating(double value) {
        return Double.isFinite(value) ? JSON.createValue(value) : JsonValue.NULL;
    }

    private static JsonValue unsignedLong(long bits) {
        return bits >= 0 ? JSON.createValue(bits) : JSON.createValue(new BigInteger(Long.toUnsignedString(bits)));
    }

    private byte[] bytes(long size) throws MalformedMessageException {
        require(size);
        byte[] bytes = new byte[(int) size];
        in.get(bytes);
        return bytes;
    }

    private long signed(int size) throws MalformedMessageException {
        require(size);
        long value = in.get();
        for (int i = 1; i < size; i++) {
            value = value << 8 | in.get() & 0xff;
        }
        return value;
    }

    private long unsigned(int size) throws MalformedMessageException {
        return signed(size) & (1L << 8 * size) - 1;
    }

    private void require(long size) throws MalformedMessageException {
        if (size > in.remaining()) {
            throw new MalformedMessageException("shorter than it says");
        }
    }
}
