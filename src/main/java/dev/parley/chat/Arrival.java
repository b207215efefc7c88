package dev.parley.chat;

import dev.parley.socketio.AttributeKey;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Objects;

/**
 * How a socket came.
 *
 * @param time when it was let in
 * @param metadata what its client said of itself; empty when nothing
 */
record Arrival(Instant time, JsonObject metadata) {

    /** Every socket of the chat has it, from {@link ArrivalGuard}. */
    static final AttributeKey<Arrival> KEY = new AttributeKey<>("arrival", Arrival.class);

    Arrival {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(metadata, "metadata");
    }
}
