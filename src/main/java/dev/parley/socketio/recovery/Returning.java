package dev.parley.socketio.recovery;

/**
 * A client that has come back and may be recovered.
 *
 * @param session what it was
 * @param from it has everything up to this position of the log
 */
public record Returning(RecoverySession session, long from) {}
