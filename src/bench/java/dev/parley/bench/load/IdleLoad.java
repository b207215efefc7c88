package dev.parley.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Clients that are connected and say nothing, while the supervisor looks at the server's memory. */
final class IdleLoad {

    private static final int REHEARSAL = 200;
    private static final long SETTLING = TimeUnit.SECONDS.toNanos(3);

    private final LoadArguments arguments;
    private final EventLoop loop;
    private final Supervisor supervisor;

    IdleLoad(LoadArguments arguments, EventLoop loop, Supervisor supervisor) {
        this.arguments = arguments;
        this.loop = loop;
        this.supervisor = supervisor;
    }

    void run() throws IOException {
        // What the server makes once, it makes for these.
        enter(REHEARSAL).forEach(Client::leave);
        loop.runUntil(loop.tick() + SETTLING);
        supervisor.hold("empty");
        enter(arguments.clients());
        loop.runUntil(loop.tick() + SETTLING);
        supervisor.hold("full");
        supervisor.report(
                new Measurement(arguments.transport(), Map.of(Measurement.CLIENTS, (double) arguments.clients())));
    }

    private List<Client> enter(int count) throws IOException {
        return arguments.transport().equals("plain") ? plain(count) : socketIo(count);
    }

    private List<Client> socketIo(int count) throws IOException {
        Crowd[] crowd = new Crowd[1];
        List<Member> members = arguments.members(loop, count, new Member.Traffic() {
            @Override
            public void ready(Member member) {
                crowd[0].oneIsReady();
            }

            @Override
            public void lost(Member member) {
                throw new IllegalStateException("an idle client was disconnected");
            }
        });
        crowd[0] = new Crowd(members);
        crowd[0].enter(loop);
        return members.stream().<Client>map(member -> member::disconnect).toList();
    }

    /** WebSockets to an endpoint that greets them and does nothing else: what the container itself costs. */
    private List<Client> plain(int count) throws IOException {
        Greetings greetings = new Greetings();
        Wire.Factory wires = arguments.wires(loop);
        Wire[] open = new Wire[count];
        for (int i = 0; i < count; i++) {
            open[i] = wires.open(greetings);
            int next = i + 1;
            if (!loop.runWhileNot(() -> greetings.count == next, SETTLING)) {
                throw new IllegalStateException("no greeting on a plain WebSocket");
            }
        }
        return List.of(open).stream().<Client>map(wire -> wire::close).toList();
    }

    @FunctionalInterface
    private interface Client {
        void leave();
    }

    private static final class Greetings implements Wire.Listener {

        private int count;

        @Override
        public void packet(ByteBuffer in, int start, int end) {
            count++;
        }

        @Override
        public void ended() {
            throw new IllegalStateException("an idle WebSocket was closed");
        }
    }
}
