/**
 * Admission of clients: the guards of the handshake and of the CONNECT. They use the rules of {@code security} and
 * {@code limits}.
 *
 * <p>{@code security} and {@code limits} do not depend on the layers that use them. So the guards, which implement
 * ports of {@code transport} and {@code socketio}, are in this package.
 *
 * <p>Uses: {@code api}, {@code chat.directory}, {@code chat.error}, {@code engine}, {@code limits}, {@code security}, {@code session},
 * {@code socketio}, {@code socketio.codec}, {@code transport}.
 * <p>Libraries: {@code jakarta.json}, {@code org.eclipse.microprofile.jwt}.
 */
package dev.parley.admission;
