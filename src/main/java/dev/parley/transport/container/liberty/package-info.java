/**
 * Open Liberty: its WebSocket container and its connections.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code transport}, {@code transport.container}, {@code transport.upgrade}.
 * <p>Libraries: {@code jakarta.servlet}, {@code jakarta.websocket}.
 */
package dev.parley.transport.container.liberty;
