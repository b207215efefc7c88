/**
 * Payara and GlassFish: Tyrus, their WebSocket container, and Grizzly, the network layer below it.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code transport}, {@code transport.container},
 * {@code transport.upgrade}.
 * <p>Libraries: {@code jakarta.servlet}, {@code jakarta.websocket}.
 */
package dev.parley.transport.container.tyrus;
