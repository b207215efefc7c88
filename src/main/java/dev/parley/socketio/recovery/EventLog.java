package dev.parley.socketio.recovery;

import dev.parley.engine.MonotonicClock;
import dev.parley.engine.codec.EnginePacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was sent in one namespace, each event once, however many sockets got it. Bounded by age, heap and number: the
 * oldest events go. Positions have no holes, so it is known what is gone: everything up to the {@link #floor}.
 *
 * <p>Thread-safe; but events are appended by one thread at a time, see {@link DeliveryOrder}.
 */
public final class EventLog {

    private static final int INITIAL = 64;

    private final RecoverySettings settings;
    private final MonotonicClock clock;
    private final Offsets offsets;
    /** A ring: the event at a position is at the position modulo the length, which is a power of two. */
    private LogEntry[] ring = new LogEntry[INITIAL];

    private long heap;
    private long floor;
    private volatile long last;
    private volatile long handed;

    EventLog(RecoverySettings settings, MonotonicClock clock, Offsets offsets) {
        this.settings = settings;
        this.clock = clock;
        this.offsets = offsets;
    }

    /** Appends a broadcast and gives it its offset. */
    OutgoingEvent append(List<EnginePacket> plain, Set<String> rooms, Set<String> except) {
        return append(plain, rooms, except, null);
    }

    /** Appends an event for one socket and gives it its offset. */
    OutgoingEvent append(List<EnginePacket> plain, String only) {
        return append(plain, Set.of(), Set.of(), only);
    }

    private synchronized OutgoingEvent append(
            List<EnginePacket> plain, Set<String> rooms, Set<String> except, String only) {
        long position = last + 1;
        OutgoingEvent event = OutgoingEvent.logged(plain, offsets.text(position), position);
        long now = clock.nanos();
        put(new LogEntry(position, now, event.marked(), rooms, except, only, LogEntry.length(event.marked())));
        trim(now);
        return event;
    }

    private void put(LogEntry entry) {
        if (entry.position() - floor > ring.length) {
            grow();
        }
        ring[index(entry.position())] = entry;
        heap += entry.heap();
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
            int index = index(floor + 1);
            heap -= ring[index].heap();
            ring[index] = null;
            floor++;
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

    /** Up to this position every event has been handed to all its receivers that were connected. */
    long handed() {
        return handed;
    }

    /** The event at a position, and all before it, have been handed to their receivers. */
    void handed(long position) {
        handed = position;
    }

    /** The offset of the last event: whoever has got everything may show it. */
    String offset() {
        return offsets.text(last);
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

    /** Forgets all events. Clients that return later are told that they were not recovered. */
    synchronized void clear() {
        Arrays.fill(ring, null);
        floor = last;
        heap = 0;
    }

    /** The heap that the log takes, by estimate, in bytes. */
    public synchronized long heap() {
        trim(clock.nanos());
        return heap;
    }
}
