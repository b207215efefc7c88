package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A room, its members, and the messages that are under way in it. The first members, one on each node, take turns in
 * sending. A message carries its number in its content behind a mark that is nowhere else in the packet, so that it is
 * found without parsing.
 */
final class Room {

    /** More messages than are ever under way; a power of two. */
    private static final int WINDOW = 1 << 15;

    private static final byte MARK = '~';
    private static final int DIGITS = 8;
    private static final int RADIX = 16;

    private final int senders;
    private final List<Member> members = new ArrayList<>();
    private final byte[] packet;
    private final int numberAt;
    private final long[] sentAt = new long[WINDOW];
    private final int[] missing = new int[WINDOW];
    private int next;
    private int unfinished;

    /**
     * A room without members.
     *
     * @param name of the room
     * @param bytes of the content of a message
     * @param senders how many of the members send
     */
    Room(String name, int bytes, int senders) {
        this.senders = senders;
        String content = (char) MARK + "0".repeat(DIGITS) + "x".repeat(bytes - DIGITS - 1);
        packet = Ascii.bytes(
                "42[\"message\",{\"room\":\"" + name + "\",\"type\":\"text\",\"content\":\"" + content + "\"}]");
        numberAt = Ascii.indexOf(ByteBuffer.wrap(packet), 0, packet.length, MARK) + 1;
    }

    void add(Member member) {
        members.add(member);
    }

    List<Member> members() {
        return members;
    }

    /** The members that send; message {@code n} is the one of sender {@code n % size}. */
    List<Member> senders() {
        return members.subList(0, senders);
    }

    /**
     * Sends a message.
     *
     * @param due when it should have been sent: its latency counts from there
     */
    void send(long due) {
        if (unfinished == WINDOW) {
            throw new IllegalStateException("the server is " + WINDOW + " messages of a room behind");
        }
        sentAt[next & WINDOW - 1] = due;
        missing[next & WINDOW - 1] = members.size();
        unfinished++;
        members.get(next % senders).send(numbered(next));
        next++;
    }

    private byte[] numbered(int number) {
        byte[] copy = packet.clone();
        for (int i = 0; i < DIGITS; i++) {
            copy[numberAt + i] = (byte) Character.forDigit(number >>> (DIGITS - 1 - i) * 4 & RADIX - 1, RADIX);
        }
        return copy;
    }

    /** The number in a message. */
    static int numberIn(ByteBuffer in, int start, int end) {
        int at = Ascii.indexOf(in, start, end, MARK);
        if (at < 0) {
            throw new IllegalStateException("not a message of ours: " + Ascii.text(in, start, end));
        }
        int number = 0;
        for (int i = 1; i <= DIGITS; i++) {
            number = number * RADIX + Character.digit(in.get(at + i), RADIX);
        }
        return number;
    }

    /** When a message should have been sent; ns, monotonic. */
    long sentAt(int number) {
        return sentAt[number & WINDOW - 1];
    }

    /** One more member has it. Tells whether that was the last one. */
    boolean delivered(int number) {
        boolean last = --missing[number & WINDOW - 1] == 0;
        if (last) {
            unfinished--;
        }
        return last;
    }

    /** Nobody waits for this member any more. Tells how many messages were waited for only because of it. */
    int excuse(Member member) {
        members.remove(member);
        int finished = 0;
        for (int number = member.received().next(); number < next; number++) {
            if (!member.received().has(number) && delivered(number)) {
                finished++;
            }
        }
        return finished;
    }

    /** How many messages have not reached all members. */
    int unfinished() {
        return unfinished;
    }

    /** How often a message is still to be delivered to somebody. */
    long missing() {
        long sum = 0;
        for (int number = next - 1; number >= 0 && next - number <= WINDOW; number--) {
            sum += missing[number & WINDOW - 1];
        }
        return sum;
    }
}
