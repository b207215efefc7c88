package dev.parley.transport.container;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends for its WebSockets, one after the other, on a thread of its own. While the thread is busy, packets collect, and
 * they leave together when their WebSocket has its next turn: the higher the load, the fewer the system calls.
 *
 * <p>A client that does not read may block the thread. Then another thread takes its place and continues with the other
 * WebSockets. The blocked thread ends when its send is done or its WebSocket is closed.
 *
 * <p>Any thread submits; the thread on shift, that is, the current thread of the loop, sends. Only the timer of the
 * {@link SendLoopGroup} calls {@link #check()}.
 */
public final class SendLoop implements Executor {

    private final ThreadFactory threads;
    private final String name;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile Shift shift;
    private Shift lastSeen;
    private long lastTurns;

    SendLoop(ThreadFactory threads, String name) {
        this.threads = threads;
        this.name = name;
        putOnShift();
    }

    /** Runs the turn of a WebSocket after the turns that were submitted before it. The task must not throw. */
    @Override
    public void execute(Runnable turn) {
        waiting.add(turn);
        shift.wake();
    }

    /** Whether no turn waits. Any thread may ask. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Puts another thread on shift if the current thread is still in the same turn as at the last call. */
    void check() {
        Shift now = shift;
        long turns = now.turns;
        if (now == lastSeen && turns == lastTurns && now.writing) {
            putOnShift();
        }
        lastSeen = now;
        lastTurns = turns;
    }

    /** Ends the thread on shift, as soon as it is not blocked. */
    void stop() {
        Shift last = shift;
        shift = new Shift();
        LockSupport.unpark(last.thread);
    }

    private void putOnShift() {
        Shift next = new Shift();
        next.thread = threads.newThread(next);
        next.thread.setName(name);
        Shift last = shift;
        shift = next;
        next.thread.start();
        if (last != null) {
            // Its turn may have ended meanwhile, and it may have parked before it could see that it is replaced.
            LockSupport.unpark(last.thread);
        }
    }

    /** The time for which one thread sends. Only that thread writes the fields. */
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
                LockSupport.park(SendLoop.this);
            }
            parked = false;
            // An interrupt has no effect here, but if it were not cleared, the thread could never park again.
            Thread.interrupted();
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }
    }
}
