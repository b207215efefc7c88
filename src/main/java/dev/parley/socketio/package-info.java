/**
 * Socket.IO v5 as a server engine: namespaces, sockets, events, acknowledgements, broadcasts.
 *
 * <p>An application is a set of handlers on {@link dev.parley.socketio.Namespace}s. What a client does is told in the
 * turn of its session: connect guards' outcome, connection, events, disconnection, one at a time for each client. May
 * depend on {@code engine}, {@code socketio.adapter}, {@code socketio.codec} and JSON-P.
 */
package dev.parley.socketio;
