package dev.parley.redis.messaging;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import jakarta.json.JsonValue;
import java.util.Arrays;

/** Any bytes as MessagePack: refused, or a value that is the same whenever it is written and read. */
public final class MessagePackTarget {

    private MessagePackTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] message = new Input(bytes).bytes();
        Cost.bounded(message.length, () -> check(message));
    }

    /** Whether it may be kept: what is no MessagePack other servers stumble over. */
    public static boolean isKept(byte[] bytes) {
        return read(bytes) != null;
    }

    private static void check(byte[] message) {
        JsonValue value = read(message);
        if (value == null) {
            return;
        }
        byte[] written = written(value);
        JsonValue again = read(written);
        if (again == null) {
            throw new AssertionError("what was written is refused");
        }
        if (!Arrays.equals(written, written(again))) {
            throw new AssertionError("it changes when it is written again");
        }
    }

    private static byte[] written(JsonValue value) {
        return new MessagePackWriter().value(value).toBytes();
    }

    private static JsonValue read(byte[] message) {
        try {
            return MessagePackReader.read(message);
        } catch (MalformedMessageException e) {
            return null;
        }
    }
}
