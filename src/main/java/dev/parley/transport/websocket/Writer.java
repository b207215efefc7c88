package dev.parley.transport.websocket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends for the WebSockets that it owns, one after the other, on a thread of its own. While it is busy, packets gather, and
 * the next time a WebSocket has its turn they leave together: the higher the load, the fewer the system calls.
 *
 * <p>The thread may be held up by a client that does not read. When it is, another takes its place and goes on with the
 * other WebSockets; the held-up one ends when its send is through or its WebSocket is closed.
 *
 * <p>Any thread submits; the thread on shift sends; the {@link Writers}' watch, and nobody else, calls {@link #check()}.
 */
final class Writer implements Executor {

    private final ThreadFactory threads;
    private final String name;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile Shift shift;
    private Shift lastSeen;
    private long lastTurns;

    Writer(ThreadFactory threads, String name) {
        this.threads = threads;
        this.name = name;
        putOnShift();
    }

    /** Gives a WebSocket its turn, when those before it have had theirs. The task throws nothing. */
    @Override
    public void execute(Runnable turn) {
        waiting.add(turn);
        shift.wake();
    }

    /** Puts another thread on shift if this one is at the turn at which it was at the last call. */
    void check() {
        Shift now = shift;
        long turns = now.turns;
        if (now == lastSeen && turns == lastTurns && now.writing) {
            putOnShift();
        }
        lastSeen = now;
        lastTurns = turns;
    }

    /** Ends the thread on shift, as soon as it is not held up. */
    void stop() {
        Shift last = shift;
        shift = new Shift();
        LockSupport.unpark(last.thread);
    }

    private void putOnShift() {
        Shift next = new Shift();
        next.thread = threads.newThread(next);
        next.thread.setName(name);
        shift = next;
        next.thread.start();
    }

    /** One thread's time as the writer. Its fields are written by this thread only. */
    private final class Shift implements Runnable {

        private Thread thread;
        private volatile boolean parked;
        private volatile boolean writing;
        private volatile long turns;

        @Override
        public void run() {
            while (shift == this) {
                Runnable turn = waiting.poll();
                if (turn == null) {
                    park();
                } else {
                    writing = true;
                    turn.run();
                    writing = false;
                    turns++;
                }
            }
        }

        private void park() {
            parked = true;
            if (waiting.isEmpty() && shift == this) {
                LockSupport.park(Writer.this);
            }
            parked = false;
            // Somebody's interrupt, which ends nothing here, would keep the thread from ever parking again.
            Thread.interrupted();
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }
    }
}
