package dev.parley.transport.upgrade;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets calls through to a stream of the container, one at a time, until the gate is shut. After that, the stream may
 * belong to another request, and a late thread must not use it. Thread-safe.
 */
final class Gate {

    private final ReentrantLock way = new ReentrantLock();
    private volatile boolean shut;

    /**
     * Enters the gate; waits for a thread that is inside.
     *
     * @return false if the gate is shut; otherwise {@link #leave} must follow
     */
    boolean enter() {
        way.lock();
        if (shut) {
            way.unlock();
            return false;
        }
        return true;
    }

    /** Leaves the gate, by the thread that has entered it. */
    void leave() {
        way.unlock();
    }

    /** Whether the gate is shut, so that no thread can enter. */
    boolean isShut() {
        return shut;
    }

    /** Shuts the gate from now on, without waiting for a thread that is inside. */
    void shut() {
        shut = true;
    }

    /**
     * Shuts the gate and waits for a thread that is inside.
     *
     * @param atMost how long to wait
     * @return whether no other thread is inside
     */
    boolean clear(Duration atMost) throws InterruptedException {
        shut = true;
        if (!way.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        way.unlock();
        return true;
    }
}
