package dev.parley.history;

import dev.parley.engine.MonotonicClock;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The history in the memory of this node. It has a bound for all rooms together as well, because a user may speak in any
 * number of rooms: over it the oldest message of all rooms goes. A room is remembered as long as one of its messages is,
 * whether it has members or not: the only member of a room may be the one whose page is loaded anew.
 *
 * <p>Thread-safe. One lock, which is held for as long as it takes to put a message into a queue.
 */
public final class LocalHistory implements MessageHistory {

    /** What a message takes beside its bytes, by estimate. */
    private static final int OVERHEAD = 200;

    private final HistorySettings settings;
    private final MonotonicClock clock;
    private final long budget;
    /** The messages of all rooms by their numbers, the oldest first. */
    private final Map<Long, Kept> all = new LinkedHashMap<>();

    private final Map<String, Room> rooms = new HashMap<>();
    private long next;
    private long heap;

    private record Kept(String room, byte[] text, long nanos) {

        long heap() {
            return text.length + (long) OVERHEAD;
        }
    }

    /** The numbers of a room's messages, the oldest first, and how many bytes these have. */
    private static final class Room {
        private final Deque<Long> numbers = new ArrayDeque<>();
        private long bytes;
    }

    /**
     * An empty history.
     *
     * @param budget how many bytes of heap the messages of all rooms may take together, by estimate
     */
    public LocalHistory(HistorySettings settings, MonotonicClock clock, long budget) {
        this.settings = settings;
        this.clock = clock;
        this.budget = budget;
    }

    @Override
    public void keep(String room, JsonObject message) {
        put(new Kept(room, KeptText.of(message).getBytes(StandardCharsets.UTF_8), clock.nanos()));
    }

    private synchronized void put(Kept message) {
        long number = next++;
        all.put(number, message);
        Room room = rooms.computeIfAbsent(message.room(), name -> new Room());
        room.numbers.add(number);
        room.bytes += message.text().length;
        heap += message.heap();
        while (room.numbers.size() > settings.messages() || room.bytes > settings.bytes()) {
            forget(room.numbers.element());
        }
        trim();
    }

    private void trim() {
        while (!all.isEmpty()) {
            Map.Entry<Long, Kept> oldest = all.entrySet().iterator().next();
            if (heap <= budget && !isTooOld(oldest.getValue())) {
                return;
            }
            forget(oldest.getKey());
        }
    }

    private boolean isTooOld(Kept message) {
        return clock.nanos() - message.nanos() > settings.age().toNanos();
    }

    private void forget(long number) {
        Kept message = all.remove(number);
        heap -= message.heap();
        Room room = rooms.get(message.room());
        room.numbers.remove();
        room.bytes -= message.text().length;
        if (room.numbers.isEmpty()) {
            rooms.remove(message.room());
        }
    }

    @Override
    public CompletionStage<Optional<List<JsonObject>>> last(String room, int limit) {
        return CompletableFuture.completedStage(Optional.of(KeptText.messages(texts(room, limit))));
    }

    private synchronized List<String> texts(String name, int limit) {
        trim();
        Room room = rooms.get(name);
        if (room == null) {
            return List.of();
        }
        return room.numbers.stream()
                .skip(Math.max(0, room.numbers.size() - (long) limit))
                .map(number -> new String(all.get(number).text(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The heap that the messages take, by estimate, in bytes. */
    synchronized long heap() {
        return heap;
    }
}
