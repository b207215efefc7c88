/**
 * The code that uses the internals of the servers' WebSocket and servlet containers, because the standard calls are not
 * enough: senders of frames, and the connection below a request. This package has the parts that apply to all servers.
 * Each server has a package of its own below it: {@code tyrus} (Payara, GlassFish), {@code undertow} (WildFly) and
 * {@code liberty} (Open Liberty).
 *
 * <p>Only this package and those below it use reflection on objects of a server. If a server's internals are not as
 * expected, they are not touched, and the standard calls are used instead.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code transport}, {@code transport.upgrade}.
 * <p>Libraries: {@code jakarta.servlet}, {@code jakarta.websocket}.
 */
package dev.parley.transport.container;
