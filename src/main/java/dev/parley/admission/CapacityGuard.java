package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import dev.parley.transport.Reservation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Limits the number of sessions of this node. It reserves a place for each handshake that passes, so that the limit is
 * exact even if many handshakes arrive at the same time.
 */
public final class CapacityGuard implements HandshakeGuard {

    private static final HandshakeVerdict FULL = new HandshakeVerdict.Refused(
            RefusalReason.CAPACITY,
            503,
            RequestError.FORBIDDEN,
            "This node has all the connections that it can take",
            Map.of("Retry-After", "10"));

    /**
     * The time after which an unused reservation expires: a container may begin a WebSocket upgrade, and not report
     * that it failed.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore places;
    private final Timers timers;

    /**
     * Creates a guard with a number of places.
     *
     * @param timers release the reservations that expire
     */
    public CapacityGuard(int maxSessions, Timers timers) {
        this.places = new Semaphore(maxSessions);
        this.timers = timers;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        return places.tryAcquire() ? new HandshakeVerdict.Reserved(new Place().kept()) : FULL;
    }

    /** The number of free places; for the tests. */
    int free() {
        return places.availablePermits();
    }

    private enum State {
        KEPT,
        TAKEN,
        FREE
    }

    private final class Place implements Reservation {

        private final AtomicReference<State> state = new AtomicReference<>(State.KEPT);
        private volatile Timers.Timeout timeout = Timers.Timeout.NONE;

        Place kept() {
            timeout = timers.schedule(PATIENCE, this::cancel);
            return this;
        }

        @Override
        public boolean take() {
            timeout.cancel();
            if (state.compareAndSet(State.KEPT, State.TAKEN)) {
                return true;
            }
            // The reservation has expired, but another place may be free.
            if (!places.tryAcquire()) {
                return false;
            }
            state.set(State.TAKEN);
            return true;
        }

        @Override
        public void cancel() {
            giveBack(State.KEPT);
        }

        @Override
        public void end() {
            giveBack(State.TAKEN);
        }

        private void giveBack(State from) {
            if (state.compareAndSet(from, State.FREE)) {
                timeout.cancel();
                places.release();
            }
        }
    }
}
