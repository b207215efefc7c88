package dev.parley.redis.messaging.streams;

import dev.parley.fuzz.Cost;
import dev.parley.fuzz.Input;
import dev.parley.redis.messaging.MalformedMessageException;
import dev.parley.redis.messaging.StreamEntry;
import dev.parley.redis.messaging.cluster.ClusterMessage;
import dev.parley.socketio.adapter.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Any bytes as the data of an entry: refused, or the same when they are appended again. */
public final class StreamEntriesTarget {

    private static final StreamEntries ENTRIES = new StreamEntries("node", "/");
    private static final byte[] TYPE = {'3'};

    private StreamEntriesTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] data = new Input(bytes).bytes();
        Cost.bounded(data.length, () -> check(data));
    }

    private static void check(byte[] data) {
        byte[] once = appendedAgain(data);
        if (once != null && !Arrays.equals(appendedAgain(once), once)) {
            throw new AssertionError("it changes when it is appended again");
        }
    }

    private static byte[] appendedAgain(byte[] data) {
        List<byte[]> fields = List.of(utf8("uid"), utf8("n"), utf8("type"), TYPE, utf8("data"), data);
        try {
            StreamEntries.Content content = ENTRIES.read(new StreamEntry(StreamId.ZERO, fields, false));
            return ENTRIES.fields(new ClusterMessage(content.type(), content.data()))
                    .get(7);
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
