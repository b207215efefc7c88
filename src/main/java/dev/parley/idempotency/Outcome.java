package dev.parley.idempotency;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * What the first request with a key has led to. It is chosen before the request is executed, so that whoever finishes
 * what another node has begun uses the same one.
 *
 * @param id unique
 * @param timestamp with milliseconds, as on the wire
 */
public record Outcome(String id, Instant timestamp) {

    /** Neither may be null; what is shorter than a millisecond is cut off. */
    public Outcome {
        Objects.requireNonNull(id, "id");
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A new one. */
    public static Outcome at(Instant timestamp) {
        return new Outcome(UUID.randomUUID().toString(), timestamp);
    }
}
