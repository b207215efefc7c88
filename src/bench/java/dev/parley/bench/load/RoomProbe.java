package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds out when the server has let go of clients that do not read. Such a client cannot see it itself, so the sender of
 * each room asks how many are in it, by joining again.
 */
final class RoomProbe {

    /** The figure: seconds from when they stop reading until no room counts them any more; absent if it does. */
    static final String GONE = "stalled_gone_s";

    private static final byte[] COUNT = Ascii.bytes("\"memberCount\":");
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Set<Member> waiting = new HashSet<>();
    private List<Room> rooms = List.of();
    private long begin;
    private long nextQuestion;
    private long gone;

    /** The members that the rooms have now are those that shall stay. */
    void begin(List<Room> all, long now) {
        rooms = all;
        begin = now;
        nextQuestion = now;
        rooms.forEach(room -> waiting.add(room.senders().get(0)));
    }

    /** Asks again, now and then; to be called often. */
    void ask(long now) {
        if (now - nextQuestion >= 0) {
            nextQuestion = now + INTERVAL;
            waiting.forEach(Member::join);
        }
    }

    /** An acknowledgement has come. */
    void answered(Member member, ByteBuffer in, int start, int end, long now) {
        if (!waiting.contains(member)) {
            return;
        }
        int at = Ascii.indexOf(in, start, end, COUNT) + COUNT.length;
        int count = 0;
        for (int digit = in.get(at) - '0'; digit >= 0 && digit <= 9; digit = in.get(++at) - '0') {
            count = count * 10 + digit;
        }
        if (count <= room(member).members().size()) {
            waiting.remove(member);
            gone = now;
        }
    }

    private Room room(Member sender) {
        return rooms.stream()
                .filter(room -> room.senders().get(0) == sender)
                .findFirst()
                .orElseThrow();
    }

    /** When there is nothing to wait for any more: now if they are gone. */
    long patienceEnds() {
        return waiting.isEmpty() ? System.nanoTime() : begin + PATIENCE;
    }

    /** Not a number if they are still there. */
    double secondsUntilGone() {
        return waiting.isEmpty() ? (gone - begin) / NANOS_PER_SECOND : Double.NaN;
    }
}
