package dev.parley.chat;

import dev.parley.idempotency.Outcome;
import java.time.Instant;

/**
 * The result of publishing a message: the message has been queued for its audience.
 *
 * @param id the message's id; unique
 * @param timestamp the message's timestamp
 */
public record MessageReceipt(String id, Instant timestamp) {

    /** The receipt of a message that was published once, however often it was sent. */
    public static MessageReceipt of(Outcome outcome) {
        return new MessageReceipt(outcome.id(), outcome.timestamp());
    }
}
