/**
 * The Engine.IO v4 packets and their encodings, for WebSocket frames and for polling payloads.
 *
 * <p>Pure functions over immutable values.
 *
 * <p>Uses the JDK only.
 */
package dev.parley.engine.codec;
