package dev.parley.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Clients alone in their rooms, each sends a message, waits for its acknowledgement, and sends the next. */
final class AckLoad implements Member.Traffic {

    private static final byte[] SUCCESS = Ascii.bytes("\"success\":true");

    private final LoadArguments arguments;
    private final EventLoop loop;
    private final Meter meter;
    private final Supervisor supervisor;
    private final List<Member> members = new ArrayList<>();
    private final Crowd crowd;
    private final Map<Member, RoundTrip> roundTrips = new IdentityHashMap<>();
    private boolean running;
    private int waiting;

    AckLoad(LoadArguments arguments, EventLoop loop, Meter meter, Supervisor supervisor) {
        this.arguments = arguments;
        this.loop = loop;
        this.meter = meter;
        this.supervisor = supervisor;
        crowd = new Crowd(members);
        Wire.Factory wires = arguments.wires(loop);
        for (int i = 0; i < arguments.clients(); i++) {
            String room = "own-" + i;
            Member member = new Member(arguments.tokens().get(i), room, wires, this);
            members.add(member);
            roundTrips.put(member, new RoundTrip(room));
        }
    }

    void run() throws IOException {
        crowd.enter(loop);
        running = true;
        members.forEach(this::send);
        loop.runUntil(loop.tick() + arguments.warmUpNanos());
        meter.begin();
        loop.runUntil(loop.tick() + arguments.nanos());
        meter.end();
        running = false;
        loop.runWhileNot(() -> waiting == 0, arguments.nanos());
        supervisor.report(meter.result("acks").with(Measurement.UNDELIVERED, waiting));
    }

    private void send(Member member) {
        RoundTrip roundTrip = roundTrips.get(member);
        roundTrip.sentAt = loop.tick();
        waiting++;
        member.send(roundTrip.packet);
    }

    @Override
    public void ready(Member member) {
        crowd.oneIsReady();
    }

    @Override
    public void acknowledged(Member member, ByteBuffer in, int start, int end) {
        if (Ascii.indexOf(in, start, end, SUCCESS) < 0) {
            throw new IllegalStateException("a message was refused: " + Ascii.text(in, start, end));
        }
        waiting--;
        meter.done(roundTrips.get(member).sentAt, loop.now());
        if (running) {
            send(member);
        }
    }

    @Override
    public void lost(Member member) {
        throw new IllegalStateException("a client was disconnected");
    }

    private final class RoundTrip {

        private final byte[] packet;
        private long sentAt;

        RoundTrip(String room) {
            packet = Ascii.bytes("421[\"message\",{\"room\":\"" + room + "\",\"type\":\"text\",\"content\":\""
                    + "x".repeat(arguments.bytes()) + "\"}]");
        }
    }
}
