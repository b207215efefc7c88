/**
 * Checks the bytes of a WebSocket's client before the container reads them. A container that takes over the connection
 * with {@code HttpServletRequest.upgrade} (Tyrus: Payara, GlassFish) gets a stream that passes on only frames whose
 * headers are within the limits. So such a container never allocates more for a header than the limits allow. Such a
 * connection is closed when no thread uses it any more, by a thread of Parley.
 * {@code ReadLoop}s read from connections' channels, where the container allows that.
 *
 * <p>Uses: {@code engine}, {@code quirk}.
 * <p>Libraries: {@code jakarta.servlet}.
 */
package dev.parley.transport.upgrade;
