package dev.parley.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients in rooms, those of each room spread over all nodes, of which the first on each node take turns in sending. In
 * phases, each with its warm-up, on the same connections:
 *
 * <ul>
 *   <li>{@code closed:N} each room has N messages under way, and sends again when all its members have one;
 *   <li>{@code open:N} so many are sent, at fixed times, that there are N deliveries a second, whether they are made or
 *       not; latencies count from those times, so that a server that falls behind shows it;
 *   <li>{@code stall:N} like {@code closed}, and one member of each room stops reading when it begins;
 *   <li>{@code heat:SECONDS} like {@code closed:4}, so long, and nothing is reported: for a server that has just been
 *       started;
 *   <li>{@code hold:NAME} waits for the supervisor.
 * </ul>
 */
final class BroadcastLoad {

    private static final int HEATING = 4;
    private static final long DRAIN = TimeUnit.SECONDS.toNanos(15);
    /** Of the clients that will stall, bytes: small, so that the server notices, and not only the two kernels. */
    private static final int STALLED_BUFFER = 16 * 1024;

    private final LoadArguments arguments;
    private final EventLoop loop;
    private final Meter meter;
    private final Supervisor supervisor;
    private final List<Room> rooms;
    private final Broadcasts broadcasts;
    private final Crowd crowd;
    private final RoomProbe probe = new RoomProbe();

    BroadcastLoad(LoadArguments arguments, EventLoop loop, Meter meter, Supervisor supervisor) {
        this.arguments = arguments;
        this.loop = loop;
        this.meter = meter;
        this.supervisor = supervisor;
        rooms = IntStream.range(0, arguments.rooms())
                .mapToObj(room -> new Room(name(room), arguments.bytes(), arguments.nodes()))
                .toList();
        List<Member> members = new ArrayList<>();
        crowd = new Crowd(members);
        broadcasts = new Broadcasts(loop, meter, rooms, new Events());
        for (int i = 0; i < arguments.clients(); i++) {
            int room = i % rooms.size();
            Member member = new Member(arguments.tokens().get(i), name(room), wires(i), broadcasts, arguments.nodes());
            members.add(member);
            broadcasts.add(member, rooms.get(room));
        }
    }

    /** The last member of each room stalls, if there are phases in which clients stall. */
    private Wire.Factory wires(int client) {
        boolean stalls = arguments.phases().stream().anyMatch(phase -> phase.startsWith("stall:"))
                && client >= arguments.clients() - rooms.size();
        int port = arguments.portOf(client);
        return stalls
                ? WebSocketWire.factory(loop, port, arguments.target(), STALLED_BUFFER)
                : arguments.wires(loop, port);
    }

    private static String name(int room) {
        return "load-" + room;
    }

    void run() throws IOException {
        crowd.enter(loop);
        for (String phase : arguments.phases()) {
            int colon = phase.indexOf(':');
            String argument = phase.substring(colon + 1);
            switch (phase.substring(0, colon)) {
                case "closed" -> closed(phase, Integer.parseInt(argument));
                case "open" -> open(phase, Double.parseDouble(argument));
                case "stall" -> stalled(phase, Integer.parseInt(argument));
                case "heat" -> heat(Integer.parseInt(argument));
                case "hold" -> supervisor.hold(argument);
                default -> throw new IllegalArgumentException("no such phase: " + phase);
            }
        }
    }

    private void closed(String phase, int inFlight) throws IOException {
        broadcasts.startClosedLoop(inFlight);
        loop.runUntil(loop.tick() + arguments.warmUpNanos());
        meter.begin();
        loop.runUntil(loop.tick() + arguments.nanos());
        meter.end();
        broadcasts.stop();
        supervisor.report(drained(phase));
    }

    private void heat(int seconds) throws IOException {
        broadcasts.startClosedLoop(HEATING);
        loop.runUntil(loop.tick() + TimeUnit.SECONDS.toNanos(seconds));
        broadcasts.stop();
        loop.runWhileNot(broadcasts::isQuiet, DRAIN);
    }

    private void open(String phase, double offered) throws IOException {
        double members = (double) arguments.clients() / rooms.size();
        try (Metronome metronome = new Metronome(loop, offered / members)) {
            Runnable send = new RoundRobin(metronome);
            loop.runUntil(loop.tick() + arguments.warmUpNanos(), send);
            meter.begin();
            loop.runUntil(loop.tick() + arguments.nanos(), send);
            meter.end();
        }
        supervisor.report(drained(phase));
    }

    private void stalled(String phase, int inFlight) throws IOException {
        broadcasts.startClosedLoop(inFlight);
        loop.runUntil(loop.tick() + arguments.warmUpNanos());
        List<Member> stalled = rooms.stream()
                .map(room -> room.members().get(room.members().size() - 1))
                .toList();
        stalled.forEach(member -> {
            member.stall();
            broadcasts.excuse(member);
        });
        probe.begin(rooms, loop.tick());
        meter.begin();
        loop.runUntil(loop.tick() + arguments.nanos(), () -> probe.ask(loop.now()));
        meter.end();
        // The load goes on until they are gone: only what is sent to them can tell the server.
        loop.runUntil(probe.patienceEnds(), () -> probe.ask(loop.now()));
        broadcasts.stop();
        supervisor.report(drained(phase).with(RoomProbe.GONE, probe.secondsUntilGone()));
    }

    private Measurement drained(String phase) throws IOException {
        loop.runWhileNot(broadcasts::isQuiet, DRAIN);
        return meter.result(phase).with(Measurement.UNDELIVERED, broadcasts.missing());
    }

    /** Sends into one room after the other, whenever it is time. */
    private final class RoundRobin implements Runnable {

        private final Metronome metronome;
        private int turn;

        RoundRobin(Metronome metronome) {
            this.metronome = metronome;
        }

        @Override
        public void run() {
            for (long due = metronome.take(loop.tick()); due != 0; due = metronome.take(loop.tick())) {
                rooms.get(turn++ % rooms.size()).send(due);
            }
        }
    }

    private final class Events implements Member.Traffic {

        @Override
        public void ready(Member member) {
            crowd.oneIsReady();
        }

        @Override
        public void acknowledged(Member member, java.nio.ByteBuffer in, int start, int end) {
            probe.answered(member, in, start, end, loop.now());
        }
    }
}
