package dev.parley.bench.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Brings many clients in, a few at a time. */
final class Crowd {

    /** How many connect at the same time: as many as keep a server busy, few enough for any backlog of a listener. */
    static final int AT_A_TIME = 32;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(180);

    private final List<Member> members;
    private int started;
    private int ready;

    Crowd(List<Member> members) {
        this.members = members;
    }

    /** Connects all; returns when all are ready. */
    void enter(EventLoop loop) throws IOException {
        while (started < Math.min(AT_A_TIME, members.size())) {
            next();
        }
        if (!loop.runWhileNot(() -> ready == members.size(), PATIENCE)) {
            throw new IllegalStateException("only " + ready + " of " + members.size() + " clients could connect");
        }
    }

    /** To be called when one is ready. */
    void oneIsReady() {
        ready++;
        if (started < members.size()) {
            next();
        }
    }

    private void next() {
        members.get(started++).connect();
    }
}
