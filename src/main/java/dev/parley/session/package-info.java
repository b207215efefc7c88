/**
 * What holds for the sockets of each application, as long as they are connected: the end of a token and its renewal, and
 * the rate limit for events. An application says by {@link dev.parley.session.SocketErrors} how its clients are told.
 *
 * <p>Uses: {@code api}, {@code chat.directory}, {@code chat.error}, {@code engine}, {@code limits}, {@code security},
 * {@code socketio}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code org.eclipse.microprofile.jwt}.
 */
package dev.parley.session;
