/**
 * Logs who did what from outside: who disconnected, published or drained by REST, and who was refused by REST, at a
 * handshake or at a CONNECT. The lines go to one logger, {@code parley.audit}, as text or as JSON.
 *
 * <p>The package does not know HTTP or sockets. The code that refuses or does something reports it here.
 *
 * <p>Uses: {@code limits}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.audit;
