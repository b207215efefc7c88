package dev.parley.socketio.recovery;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One delivery at a time, so that every socket gets the events in the order of the log. A client shows one offset, and
 * that has to mean: everything up to here. Thread-safe. A delivery puts packets into queues and waits for nobody. When it
 * ends a session, listeners may run in its course and send something; that is delivered after it, before its caller goes on.
 */
final class DeliveryOrder {

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> later = new ArrayDeque<>();

    /** Makes a delivery: now, or after the present one if this call is part of it. */
    void run(Runnable delivery) {
        if (lock.isHeldByCurrentThread()) {
            later.add(delivery);
            return;
        }
        lock.lock();
        try {
            try {
                delivery.run();
            } finally {
                runLater();
            }
        } finally {
            lock.unlock();
        }
    }

    private void runLater() {
        for (Runnable next = later.poll(); next != null; next = later.poll()) {
            next.run();
        }
    }
}
