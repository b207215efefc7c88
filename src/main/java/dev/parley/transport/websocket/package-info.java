/**
 * Engine.IO over WebSocket: the endpoint, the transport, and the choice of how to send, which depends on the server.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code transport}, {@code transport.container},
 * {@code transport.container.liberty}, {@code transport.container.tyrus}, {@code transport.container.undertow},
 * {@code transport.upgrade}.
 * <p>Libraries: {@code jakarta.websocket}.
 */
package dev.parley.transport.websocket;
