package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineObserver;
import dev.parley.engine.TransportName;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the UI plots: connections, disconnections, packets and bytes, in buckets of a second. It counts only while
 * somebody watches. It passes all calls on to another observer.
 *
 * <p>As in the reference server, a packet is counted with its data and without the character of its type, and packets
 * without data (pings and pongs) are not counted. The character is taken off binary packets, too, which have none; so
 * each of these counts one byte less.
 *
 * <p>Any thread may call the methods of the observer; {@link #cut} and {@link #take} are called by one thread at a time.
 */
final class TrafficCounts implements EngineObserver {

    /** So many buckets wait at most to be taken. */
    private static final int MAX_BUCKETS = 200;

    private final EngineObserver next;
    private final LongAdder connections = new LongAdder();
    private final Map<String, LongAdder> disconnections = new TreeMap<>();
    private final LongAdder packetsIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder packetsOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private JsonArrayBuilder buckets = JSON.createArrayBuilder();
    private int waiting;
    private volatile boolean counting;

    TrafficCounts(EngineObserver next) {
        this.next = next;
        for (CloseReason reason : CloseReason.values()) {
            disconnections.put(reason.text(), new LongAdder());
        }
    }

    /** Begins to count from zero, or stops. */
    void count(boolean on) {
        counting = on;
        cut(Instant.EPOCH);
        take();
    }

    @Override
    public void opened(TransportName transport) {
        next.opened(transport);
        if (counting) {
            connections.increment();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        next.closed(reason);
        if (counting) {
            disconnections.get(reason.text()).increment();
        }
    }

    @Override
    public void received(int bytes) {
        next.received(bytes);
        if (counting && bytes > 1) {
            packetsIn.increment();
            bytesIn.add(bytes - 1);
        }
    }

    @Override
    public void queued(int packets, long bytes) {
        next.queued(packets, bytes);
        if (counting && bytes > packets) {
            packetsOut.add(packets);
            bytesOut.add(bytes - packets);
        }
    }

    @Override
    public void roundTrip(long nanos) {
        next.roundTrip(nanos);
    }

    /** Puts what has been counted since the last call into the buckets of a second. */
    void cut(Instant now) {
        long second = now.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
        bucket(second, "rawConnection", null, connections);
        disconnections.forEach((reason, count) -> bucket(second, "rawDisconnection", reason, count));
        bucket(second, "packetsIn", null, packetsIn);
        bucket(second, "bytesIn", null, bytesIn);
        bucket(second, "packetsOut", null, packetsOut);
        bucket(second, "bytesOut", null, bytesOut);
    }

    private void bucket(long second, String type, String subType, LongAdder counted) {
        long count = counted.sumThenReset();
        if (count == 0 || waiting == MAX_BUCKETS) {
            return;
        }
        JsonObjectBuilder bucket =
                JSON.createObjectBuilder().add("timestamp", second).add("type", type);
        if (subType != null) {
            bucket.add("subType", subType);
        }
        buckets.add(bucket.add("count", count));
        waiting++;
    }

    /** The buckets since the last call. */
    JsonArray take() {
        JsonArray taken = buckets.build();
        buckets = JSON.createArrayBuilder();
        waiting = 0;
        return taken;
    }
}
