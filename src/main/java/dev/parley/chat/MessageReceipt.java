package dev.parley.chat;

import java.time.Instant;

/**
 * A message has been handed to its audience.
 *
 * @param id the id that it got; no other message has it
 * @param timestamp the time that it got
 */
public record MessageReceipt(String id, Instant timestamp) {}
