package dev.parley.chat;

import java.time.Instant;

/**
 * The result of publishing a message: the message has been queued for its audience.
 *
 * @param id the message's id; unique
 * @param timestamp the message's timestamp
 */
public record MessageReceipt(String id, Instant timestamp) {}
