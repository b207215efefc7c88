/**
 * The Socket.IO v5 packets and their encoding as Engine.IO messages. The server's JSON-P reads and writes the JSON.
 *
 * <p>Uses: {@code engine.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.socketio.codec;
