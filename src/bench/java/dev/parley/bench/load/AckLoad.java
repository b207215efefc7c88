package dev.parley.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Clients of which each sends something, waits for its acknowledgement, and sends the next; in one phase after the other. */
final class AckLoad implements Member.Traffic {

    private static final String HEAT = "heat:";

    private final Conversation conversation;
    private final LoadArguments arguments;
    private final EventLoop loop;
    private final Meter meter;
    private final Supervisor supervisor;
    private final List<Member> members = new ArrayList<>();
    private final Crowd crowd;
    private final Map<Member, RoundTrip> roundTrips = new IdentityHashMap<>();
    private boolean running;
    private int waiting;

    AckLoad(LoadArguments arguments, EventLoop loop, Meter meter, Supervisor supervisor, Conversation conversation) {
        this.conversation = conversation;
        this.arguments = arguments;
        this.loop = loop;
        this.meter = meter;
        this.supervisor = supervisor;
        crowd = new Crowd(members);
        Wire.Factory wires = arguments.wires(loop);
        for (int i = 0; i < arguments.clients(); i++) {
            Member member = new Member(arguments.tokens().get(i), conversation.room(i), wires, this)
                    .in(conversation.namespace());
            members.add(member);
            roundTrips.put(member, new RoundTrip());
        }
    }

    void run() throws IOException {
        crowd.enter(loop);
        for (String phase : arguments.phases()) {
            if (phase.startsWith(HEAT)) {
                heat(Double.parseDouble(phase.substring(HEAT.length())));
            } else {
                measure(phase.isEmpty() ? conversation.phases().get(0) : phase);
            }
        }
    }

    /** The same load without a measurement, for a server that has just been started. */
    private void heat(double seconds) throws IOException {
        long each = (long) (seconds * 1e9) / conversation.phases().size();
        for (String phase : conversation.phases()) {
            begin(phase);
            loop.runUntil(loop.tick() + each);
            end();
        }
    }

    private void measure(String phase) throws IOException {
        begin(phase);
        loop.runUntil(loop.tick() + arguments.warmUpNanos());
        meter.begin();
        loop.runUntil(loop.tick() + arguments.nanos());
        meter.end();
        end();
        supervisor.report(meter.result(phase).with(Measurement.UNDELIVERED, waiting));
    }

    private void begin(String phase) {
        for (int i = 0; i < members.size(); i++) {
            roundTrips.get(members.get(i)).packet = conversation.packet(phase, i);
        }
        running = true;
        members.forEach(this::send);
    }

    private void end() throws IOException {
        running = false;
        loop.runWhileNot(() -> waiting == 0, arguments.nanos());
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
        if (Ascii.indexOf(in, start, end, conversation.success()) < 0) {
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

    private static final class RoundTrip {

        private byte[] packet;
        private long sentAt;
    }
}
