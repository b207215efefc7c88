/**
 * The Socket.IO v5 packets and their encoding as Engine.IO messages, with JSON by the server's JSON-P.
 *
 * <p>May depend on {@code engine.codec} and JSON-P.
 */
package dev.parley.socketio.codec;
