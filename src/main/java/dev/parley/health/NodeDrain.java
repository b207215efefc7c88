package dev.parley.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes a node out of service without ending it: it is not ready, takes no new sessions, and sends its clients away bit by
 * bit. Thread-safe; no method blocks.
 */
public interface NodeDrain {

    /**
     * How far a drain is.
     *
     * @param since when it has begun; empty if the node does not drain
     * @param open how many sessions are open
     * @param left how long it takes until the last client has been sent away
     */
    record State(Optional<Instant> since, int open, Duration left) {

        /** None may be null. */
        public State {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(left, "left");
        }
    }

    /** Begins to drain; a drain that is under way goes on. */
    State begin();

    /** Ends a drain: the node is ready again, and takes sessions. Does nothing if it does not drain. */
    State takeBack();

    /** How far it is. */
    State state();
}
