/**
 * Socket.IO v5 as a server engine: namespaces, sockets, events, acknowledgements, broadcasts.
 *
 * <p>An application is a set of handlers on {@link dev.parley.socketio.Namespace}s. All callbacks about one client run
 * in the turn of its session, one at a time: the decision of the connect guards, the connection, its events, and the
 * disconnection.
 *
 * <p>Uses: {@code api}, {@code engine}, {@code engine.codec}, {@code socketio.adapter}, {@code socketio.codec},
 * {@code socketio.recovery}, {@code tracing}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.socketio;
