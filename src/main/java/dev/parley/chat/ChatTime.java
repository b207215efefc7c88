package dev.parley.chat;

import dev.parley.engine.Timers;

/**
 * The times that the chat lives by.
 *
 * @param timers time-outs
 * @param monotonic for durations; the clock of the timers
 * @param wall for timestamps and the expiry of tokens
 */
public record ChatTime(Timers timers, dev.parley.engine.Clock monotonic, java.time.Clock wall) {}
