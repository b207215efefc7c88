package dev.parley.redis.messaging;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Writes JSON values and bytes as MessagePack, with exactly the bytes that notepack.io 3 writes: each number and each
 * length has its shortest form, and numbers without a fraction are integers. The buffer grows as needed. A writer is
 * used once, by one thread.
 *
 * <p>No library is used, because a general library would leave two things to us anyway: the choice of the form of each
 * number, and the handling of half a surrogate pair, which must do no harm.
 */
public final class MessagePackWriter {

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
    private static final double TWO_TO_63 = 0x1p63;

    private byte[] bytes = new byte[256];
    private int length;

    /** Returns what has been written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes any value, bytes at any depth included. */
    public MessagePackWriter value(JsonValue value) {
        if (value instanceof BinaryValue binary) {
            return binary(binary.bytes());
        }
        switch (value.getValueType()) {
            case STRING -> text(((JsonString) value).getString());
            case NUMBER -> number((JsonNumber) value);
            case OBJECT -> object((JsonObject) value);
            case ARRAY -> array((JsonArray) value);
            case TRUE -> bool(true);
            case FALSE -> bool(false);
            case NULL -> nil();
        }
        return this;
    }

    MessagePackWriter array(JsonArray array) {
        arrayHeader(array.size());
        array.forEach(this::value);
        return this;
    }

    private void object(JsonObject object) {
        mapHeader(object.size());
        object.forEach((key, member) -> text(key).value(member));
    }

    MessagePackWriter texts(Collection<String> texts) {
        arrayHeader(texts.size());
        texts.forEach(this::text);
        return this;
    }

    MessagePackWriter nil() {
        put(0xc0);
        return this;
    }

    MessagePackWriter bool(boolean value) {
        put(value ? 0xc3 : 0xc2);
        return this;
    }

    MessagePackWriter arrayHeader(int size) {
        return header(size, 0x90, 0x10, 0, 0xdc);
    }

    MessagePackWriter mapHeader(int size) {
        return header(size, 0x80, 0x10, 0, 0xde);
    }

    /** Writes a text. */
    public MessagePackWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        header(utf8.length, 0xa0, 0x20, 0xd9, 0xda);
        return raw(utf8);
    }

    MessagePackWriter binary(byte[] value) {
        header(value.length, 0, 0, 0xc4, 0xc5);
        return raw(value);
    }

    /**
     * Writes a length: within the type byte if it is below a limit; otherwise in one further byte if there is such a
     * form, in two, or in four.
     */
    private MessagePackWriter header(int size, int fixed, int fixedLimit, int form8, int form16) {
        if (size < fixedLimit) {
            put(fixed | size);
        } else if (size < 0x100 && form8 != 0) {
            put(form8);
            put(size);
        } else if (size < 0x10000) {
            put(form16);
            bigEndian(size, 2);
        } else {
            put(form16 + 1);
            bigEndian(size, 4);
        }
        return this;
    }

    private void number(JsonNumber number) {
        if (number.isIntegral()) {
            integer(number.bigIntegerValue());
            return;
        }
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            // JavaScript writes a number that is too large for it in the same way.
            nil();
        } else if (value == Math.rint(value) && Math.abs(value) < TWO_TO_63) {
            integer((long) value);
        } else {
            floating(value);
        }
    }

    private void integer(BigInteger value) {
        if (value.bitLength() < 64) {
            integer(value.longValue());
        } else if (value.signum() > 0 && value.compareTo(TWO_TO_64) < 0) {
            put(0xcf);
            bigEndian(value.longValue(), 8);
        } else {
            double rounded = value.doubleValue();
            if (Double.isInfinite(rounded)) {
                nil();
            } else {
                floating(rounded);
            }
        }
    }

    MessagePackWriter integer(long value) {
        if (value >= -0x20 && value < 0x80) {
            put((int) value);
        } else if (value >= 0) {
            unsigned(value);
        } else {
            signed(value);
        }
        return this;
    }

    private void unsigned(long value) {
        if (value < 0x100) {
            put(0xcc);
            bigEndian(value, 1);
        } else if (value < 0x10000) {
            put(0xcd);
            bigEndian(value, 2);
        } else if (value < 0x1_0000_0000L) {
            put(0xce);
            bigEndian(value, 4);
        } else {
            put(0xcf);
            bigEndian(value, 8);
        }
    }

    private void signed(long value) {
        if (value >= Byte.MIN_VALUE) {
            put(0xd0);
            bigEndian(value, 1);
        } else if (value >= Short.MIN_VALUE) {
            put(0xd1);
            bigEndian(value, 2);
        } else if (value >= Integer.MIN_VALUE) {
            put(0xd2);
            bigEndian(value, 4);
        } else {
            put(0xd3);
            bigEndian(value, 8);
        }
    }

    private void floating(double value) {
        put(0xcb);
        bigEndian(Double.doubleToLongBits(value), 8);
    }

    private void bigEndian(long value, int size) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    private void put(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    MessagePackWriter raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }
}
