package dev.parley.redis.messaging;

import dev.parley.socketio.adapter.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Reads what is in a stream for one namespace, a portion at a time. For one thread, which waits for Redis. */
final class StreamPast {

    private static final int PORTION = 500;
    private static final byte[] FIRST = utf8("-");
    private static final byte[] LAST = utf8("+");

    private final UnifiedJedis redis;
    private final byte[] key;
    private final byte[] namespace;

    StreamPast(UnifiedJedis redis, String key, String namespace) {
        this.redis = redis;
        this.key = utf8(key);
        this.namespace = utf8(namespace);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what is not older than the window, up to a position. If the stream has nothing that old, it may have lost it; so it is only
     * whole after its first entry.
     */
    MessageStream.Past read(StreamId upTo, Duration window) {
        StreamId from = new StreamId(Math.max(0, upTo.millis() - window.toMillis()), 0);
        List<Object> oldest = redis.xrange(key, FIRST, LAST, 1);
        if (oldest.isEmpty()) {
            return new MessageStream.Past(upTo, List.of());
        }
        StreamId wholeAfter = StreamId.later(from, idOf(oldest.get(0)));
        List<StreamEntry> entries = new ArrayList<>();
        List<Object> portion = range(from, upTo);
        while (!portion.isEmpty()) {
            portion.forEach(entry -> take(entry, entries));
            StreamId last = idOf(portion.get(portion.size() - 1));
            portion =
                    portion.size() < PORTION ? List.of() : range(new StreamId(last.millis(), last.number() + 1), upTo);
        }
        return new MessageStream.Past(wholeAfter, entries);
    }

    private List<Object> range(StreamId from, StreamId upTo) {
        return redis.xrange(key, utf8(from.toString()), utf8(upTo.toString()), PORTION);
    }

    private static StreamId idOf(Object entry) {
        return StreamId.of((byte[]) ((List<?>) entry).get(0));
    }

    private void take(Object read, List<StreamEntry> entries) {
        @SuppressWarnings("unchecked")
        List<byte[]> fields = (List<byte[]>) ((List<?>) read).get(1);
        StreamEntry entry = new StreamEntry(idOf(read), fields, true);
        if (Arrays.equals(entry.value(MessageStream.NAMESPACE), namespace)) {
            entries.add(entry);
        }
    }
}
