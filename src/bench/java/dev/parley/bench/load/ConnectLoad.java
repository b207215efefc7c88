package dev.parley.bench.load;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/** Clients come and go: each connects with its token, and leaves as soon as the server has let it in. */
final class ConnectLoad implements Member.Traffic {

    private final LoadArguments arguments;
    private final EventLoop loop;
    private final Meter meter;
    private final Supervisor supervisor;
    private final Wire.Factory wires;
    private final Map<Member, Long> begun = new IdentityHashMap<>();
    private boolean running = true;
    private int next;

    ConnectLoad(LoadArguments arguments, EventLoop loop, Meter meter, Supervisor supervisor) {
        this.arguments = arguments;
        this.loop = loop;
        this.meter = meter;
        this.supervisor = supervisor;
        wires = arguments.wires(loop);
    }

    void run() throws IOException {
        for (int i = 0; i < Crowd.AT_A_TIME; i++) {
            connect();
        }
        loop.runUntil(loop.tick() + arguments.warmUpNanos());
        meter.begin();
        loop.runUntil(loop.tick() + arguments.nanos());
        meter.end();
        running = false;
        loop.runWhileNot(begun::isEmpty, arguments.nanos());
        supervisor.report(meter.result("connect"));
    }

    private void connect() {
        String token = arguments.tokens().get(next++ % arguments.tokens().size());
        Member member = new Member(token, null, wires, this);
        begun.put(member, loop.tick());
        member.connect();
    }

    @Override
    public void ready(Member member) {
        meter.done(begun.remove(member), loop.now());
        member.disconnect();
        if (running) {
            connect();
        }
    }

    @Override
    public void lost(Member member) {
        if (begun.containsKey(member)) {
            throw new IllegalStateException("a client could not connect");
        }
    }
}
