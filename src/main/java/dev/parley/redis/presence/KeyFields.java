package dev.parley.redis.presence;

import dev.parley.idempotency.Outcome;
import dev.parley.idempotency.SharedKeys;
import dev.parley.idempotency.SharedKeys.Answer;
import dev.parley.idempotency.SharedKeys.State;
import java.time.Instant;
import java.util.List;

/** Reads the replies of the scripts for keys of requests that are executed once. */
final class KeyFields {

    private KeyFields() {}

    /** {@code [state, fingerprint, id, milliseconds]}, or a number for a key that nobody has and for a confirmation. */
    static Answer answer(Object reply) {
        if (!(reply instanceof List<?> fields)) {
            return Answer.UNKNOWN;
        }
        Instant timestamp = Instant.ofEpochMilli(Long.parseLong((String) fields.get(3)));
        return new Answer(
                state((String) fields.get(0)), (String) fields.get(1), new Outcome((String) fields.get(2), timestamp));
    }

    private static State state(String text) {
        return switch (text) {
            case "claimed" -> SharedKeys.State.CLAIMED;
            case "done" -> SharedKeys.State.DONE;
            default -> SharedKeys.State.UNDER_WAY;
        };
    }
}
