package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages in rooms. Each delivery is checked: a member gets every message of its room once, otherwise the run fails. In
 * a closed loop a room sends again when all its members have a message.
 */
final class Broadcasts implements Member.Traffic {

    private final EventLoop loop;
    private final Meter meter;
    private final List<Room> rooms;
    private final Map<Member, Room> roomOf = new IdentityHashMap<>();
    private final Member.Traffic others;
    private boolean closedLoop;

    /**
     * Broadcasts among clients that are yet to come.
     *
     * @param others gets what is no broadcast
     */
    Broadcasts(EventLoop loop, Meter meter, List<Room> rooms, Member.Traffic others) {
        this.loop = loop;
        this.meter = meter;
        this.rooms = rooms;
        this.others = others;
    }

    void add(Member member, Room room) {
        roomOf.put(member, room);
        room.add(member);
    }

    /** Each room sends so many messages, and again one for each that all members have. */
    void startClosedLoop(int inFlight) {
        closedLoop = true;
        for (Room room : rooms) {
            for (int i = 0; i < inFlight; i++) {
                room.send(loop.tick());
            }
        }
    }

    /** The rooms send no more by themselves. */
    void stop() {
        closedLoop = false;
    }

    /** Whether every message has reached everybody. */
    boolean isQuiet() {
        return rooms.stream().allMatch(room -> room.unfinished() == 0);
    }

    /** How many deliveries have not come. */
    long missing() {
        return rooms.stream().mapToLong(Room::missing).sum();
    }

    @Override
    public void delivered(Member member, ByteBuffer in, int start, int end) {
        Room room = roomOf.get(member);
        int number = Room.numberIn(in, start, end);
        if (!member.received().accept(number)) {
            meter.disordered();
        }
        meter.done(room.sentAt(number), loop.now());
        if (room.delivered(number) && closedLoop) {
            room.send(loop.now());
        }
    }

    /** Nobody waits for this member any more. */
    void excuse(Member member) {
        Room room = roomOf.get(member);
        if (room.senders().contains(member)) {
            throw new IllegalStateException("a room has lost a sender");
        }
        int finished = room.excuse(member);
        for (int i = 0; i < finished && closedLoop; i++) {
            room.send(loop.now());
        }
    }

    @Override
    public void lost(Member member) {
        meter.lost();
        if (roomOf.get(member).members().contains(member)) {
            excuse(member);
        }
        others.lost(member);
    }

    @Override
    public void ready(Member member) {
        others.ready(member);
    }

    @Override
    public void acknowledged(Member member, ByteBuffer in, int start, int end) {
        others.acknowledged(member, in, start, end);
    }
}
