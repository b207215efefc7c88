/**
 * Engine.IO over WebSocket: one annotated endpoint, and the ways to send a frame.
 *
 * <p>May depend on {@code engine}, {@code transport}, CDI and {@code jakarta.websocket}, which is used here only.
 */
package dev.parley.transport.websocket;
