package dev.parley.socketio.recovery;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What was sent in one namespace, each event once, however many sockets got it. Bounded by age, heap and number: the
 * oldest events go. Positions have no holes, so it is known what is gone: everything up to the {@link #floor}.
 *
 * <p>Where the nodes of a cluster read one stream, the log also knows how far that has been read at each position, so that it can
 * tell what a client has that comes from another node: see {@link #from}.
 *
 * <p>Thread-safe; but events are appended by one thread at a time, see {@link DeliveryOrder}.
 */
public final class EventLog {

    private static final int INITIAL = 64;

    private final RecoverySettings settings;
    private final MonotonicClock clock;
    private final String name;
    private final boolean shared;
    private final RecoveryBudget budget;
    private final StreamPlace stream = new StreamPlace();
    /** A ring: the event at a position is at the position modulo the length, which is a power of two. */
    private LogEntry[] ring = new LogEntry[INITIAL];

    private long heap;
    private long floor;
    /** How far the stream had been read, and what was settled, at the floor. */
    private StreamId floorStream = StreamId.ZERO;

    private long floorSettled;
    private volatile long last;
    private volatile Mark handed;
    private volatile long gap;

    EventLog(RecoverySettings settings, MonotonicClock clock, String name) {
        this(settings, clock, name, false, RecoveryBudget.OWN);
    }

    /**
     * An empty log.
     *
     * @param name a name that no other log has, without dots
     * @param shared whether the nodes of the cluster read one stream, to which the own events of this log go as well
     */
    EventLog(RecoverySettings settings, MonotonicClock clock, String name, boolean shared, RecoveryBudget budget) {
        this.budget = budget;
        this.settings = settings;
        this.clock = clock;
        this.name = name;
        this.shared = shared;
        this.handed = new Mark(name, 0, StreamId.ZERO);
    }

    /** Its name. */
    String name() {
        return name;
    }

    /** Appends a broadcast of this node and gives it its offset. */
    OutgoingEvent append(List<EnginePacket> plain, Set<String> rooms, Set<String> except) {
        return shared(append(plain, rooms, except, null, null));
    }

    /** Appends an event for one socket and gives it its offset. */
    OutgoingEvent append(List<EnginePacket> plain, String only) {
        return shared(append(plain, Set.of(), Set.of(), only, null));
    }

    /** Appends a broadcast that has come by the stream and gives it its offset. */
    OutgoingEvent append(List<EnginePacket> plain, Set<String> rooms, Set<String> except, EventOrigin origin) {
        return shared(append(plain, rooms, except, null, origin));
    }

    private OutgoingEvent shared(OutgoingEvent event) {
        budget.appended(this, event.position());
        return event;
    }

    private synchronized OutgoingEvent append(
            List<EnginePacket> plain, Set<String> rooms, Set<String> except, String only, EventOrigin origin) {
        long position = last + 1;
        EventOrigin from = origin == null ? EventOrigin.numbered(name, position) : origin;
        if (origin != null) {
            stream.came(origin);
        } else if (shared) {
            stream.sent(position);
        }
        OutgoingEvent event = OutgoingEvent.logged(plain, new Mark(name, position, stream.read()), from);
        long now = clock.nanos();
        put(new LogEntry(
                event.mark(),
                from,
                stream.settled(position),
                now,
                event.marked(),
                rooms,
                except,
                only,
                LogEntry.length(event.marked())));
        trim(now);
        return event;
    }

    /** An event of this log has come back by the stream. */
    synchronized void returned(EventOrigin origin) {
        stream.returned(origin);
        long position = origin.number();
        if (position > floor && position <= last) {
            ring[index(position)] = ring[index(position)].at(origin.id());
        }
    }

    /** All that follows a position of the stream will be appended. */
    synchronized void begin(StreamId position) {
        stream.begin(position);
    }

    private void put(LogEntry entry) {
        if (entry.position() - floor > ring.length) {
            grow();
        }
        ring[index(entry.position())] = entry;
        grown(entry.heap());
        last = entry.position();
    }

    private void grow() {
        LogEntry[] old = ring;
        ring = new LogEntry[old.length * 2];
        for (long position = floor + 1; position <= last; position++) {
            ring[index(position)] = old[(int) (position & (old.length - 1))];
        }
    }

    private int index(long position) {
        return (int) (position & (ring.length - 1));
    }

    /** Gives up what is too old, and the oldest as long as the log is over its budget. */
    private void trim(long now) {
        while (floor < last && isOver(ring[index(floor + 1)], now)) {
            giveUpFirst();
        }
    }

    private void giveUpFirst() {
        int index = index(floor + 1);
        LogEntry first = ring[index];
        grown(-first.heap());
        floorStream = first.mark().stream();
        floorSettled = first.settled();
        ring[index] = null;
        floor++;
    }

    private void grown(long bytes) {
        heap += bytes;
        budget.changed(bytes);
    }

    /** Gives up the events up to a position, if there are still some. */
    synchronized void giveUp(long position) {
        while (floor < position && floor < last) {
            giveUpFirst();
        }
    }

    private boolean isOver(LogEntry oldest, long now) {
        return heap > settings.bytes()
                || last - floor > settings.events()
                || now - oldest.nanos() > settings.window().toNanos();
    }

    /** The low-water mark: the position of the last event that the log has given up; 0 if it has none. */
    synchronized long floor() {
        trim(clock.nanos());
        return floor;
    }

    /** The position of the last event; 0 if there was none. */
    long last() {
        return last;
    }

    /** Up to here every event has been handed to all its receivers that were connected. */
    Mark handed() {
        return handed;
    }

    /** The event at a mark, and all before it, have been handed to their receivers. */
    void handed(Mark mark) {
        handed = mark;
    }

    /** The present end. */
    synchronized Mark mark() {
        return new Mark(name, last, stream.read());
    }

    /** The offset of the last event: whoever has got everything may show it. */
    String offset() {
        return Offsets.text(mark());
    }

    /** The low-water mark, see {@link #floor}. */
    synchronized Mark floorMark() {
        return new Mark(name, floor, floorStream);
    }

    /**
     * A position up to which a client has everything that was for it; of what follows it may have some. Empty if the log has
     * given up an event that the client may not have, or never got it.
     */
    synchronized OptionalLong from(Seen seen) {
        trim(clock.nanos());
        long from = seen.in(name).orElse(-1);
        if (shared && stream.isWholeAfter(seen.stream())) {
            from = Math.max(from, settledAt(seen.stream()));
        }
        return from < floor ? OptionalLong.empty() : OptionalLong.of(Math.min(from, last));
    }

    /** What was settled when the stream had been read up to a position; -1 if the log does not reach back so far. */
    private long settledAt(StreamId position) {
        long low = floor + 1;
        long high = last;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            if (ring[index(middle)].mark().stream().isUpTo(position)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (high > floor) {
            return ring[index(high)].settled();
        }
        return floorStream.isUpTo(position) ? floorSettled : -1;
    }

    /** The events after a position, in their order; empty if the log has given up one of them. */
    synchronized Optional<List<LogEntry>> after(long position) {
        trim(clock.nanos());
        if (position < floor) {
            return Optional.empty();
        }
        List<LogEntry> entries = new ArrayList<>();
        for (long next = position + 1; next <= last; next++) {
            entries.add(ring[index(next)]);
        }
        return Optional.of(entries);
    }

    /** Something may be missing here: gives up all events and takes a position that nobody has got who is away now. */
    synchronized void gap() {
        clear();
        last++;
        floor = last;
        gap = last;
        stream.gap();
        handed = new Mark(name, last, stream.read());
    }

    /** An event of the stream is not kept, nor are those before it. */
    synchronized void missed(EventOrigin origin) {
        stream.came(origin);
        gap();
    }

    /** The position of the last {@linkplain #gap() gap}; 0 if there is none. */
    long lastGap() {
        return gap;
    }

    /** Forgets all events. Clients that return later are told that they were not recovered. */
    synchronized void clear() {
        ring = new LogEntry[INITIAL];
        floor = last;
        floorStream = stream.read();
        floorSettled = stream.settled(last);
        grown(-heap);
    }

    /** The heap that the log takes, by estimate, in bytes. */
    public synchronized long heap() {
        trim(clock.nanos());
        return heap;
    }
}
