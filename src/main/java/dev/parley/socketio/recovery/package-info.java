/**
 * What a client may rely on when its connection breaks: a log of what was sent in a namespace, and what a session was.
 *
 * <p>{@link dev.parley.socketio.recovery.LoggedDelivery} puts each event into the
 * {@link dev.parley.socketio.recovery.EventLog} once, before it is delivered, and delivers in the order of the log. A
 * {@link dev.parley.socketio.recovery.RecoverySession} is what one socket was, and how much of the log it has been handed.
 * {@link dev.parley.socketio.recovery.NamespaceRecovery} begins and ends the sessions;
 * {@link dev.parley.socketio.recovery.ReturningClients} decides whether a client that returns can get all that it missed.
 *
 * <p>Where the nodes of a cluster read one stream, a client may come back to any of them:
 * {@link dev.parley.socketio.recovery.SharedSessions} tells the others what a session is, and a
 * {@link dev.parley.socketio.recovery.Mark} says how far it has got in words that each of them understands.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code socketio.adapter}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.socketio.recovery;
