/**
 * Who gets in: the guards of the handshake and of the CONNECT, built from what {@code security} and {@code limits} know.
 *
 * <p>Those two stay free of the layers that ask them; the ports of {@code transport} and {@code socketio} are implemented
 * here. May depend on {@code engine}, {@code transport}, {@code socketio} with {@code socketio.codec}, {@code
 * security}, {@code limits} and, for the error objects and the socket's user, {@code chat}.
 */
package dev.parley.admission;
