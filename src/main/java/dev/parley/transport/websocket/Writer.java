package dev.parley.transport.websocket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the frames of the sessions that it owns, one after the other, on a thread of its own that may be held up by a
 * client that does not read. When it is, another thread takes its place and goes on with the other sessions; the held-up
 * one ends when its frame is through or its WebSocket is closed.
 *
 * <p>Any thread submits; the thread on shift writes; the {@link Writers}' watch, and nobody else, calls {@link #check()}.
 */
final class Writer {

    private final ThreadFactory threads;
    private final String name;
    private final Queue<WriterFrameSender> waiting = new ConcurrentLinkedQueue<>();
    private volatile Shift shift;
    private Shift lastSeen;
    private long lastFrames;

    Writer(ThreadFactory threads, String name) {
        this.threads = threads;
        this.name = name;
        putOnShift();
    }

    /** Writes a session's frame in its turn. */
    void submit(WriterFrameSender sender) {
        waiting.add(sender);
        shift.wake();
    }

    /** Puts another thread on shift if this one is writing the frame that it was writing at the last call. */
    void check() {
        Shift now = shift;
        long frames = now.frames;
        if (now == lastSeen && frames == lastFrames && now.writing) {
            putOnShift();
        }
        lastSeen = now;
        lastFrames = frames;
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
        private volatile long frames;

        @Override
        public void run() {
            while (shift == this) {
                WriterFrameSender sender = waiting.poll();
                if (sender == null) {
                    park();
                } else {
                    writing = true;
                    sender.write();
                    writing = false;
                    frames++;
                }
            }
        }

        private void park() {
            parked = true;
            if (waiting.isEmpty() && shift == this) {
                LockSupport.park(Writer.this);
            }
            parked = false;
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }
    }
}
