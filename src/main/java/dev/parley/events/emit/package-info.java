/**
 * What an application sends with: {@link dev.parley.api.Emitter} and {@link dev.parley.api.Socket} on top of the engine's
 * broadcasts and sockets, and the events that wait for the end of a transaction.
 *
 * <p>Uses: {@code api}, {@code chat.directory}, {@code engine}, {@code events.json}, {@code socketio}, {@code
 * socketio.adapter}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code jakarta.transaction}.
 */
package dev.parley.events.emit;
