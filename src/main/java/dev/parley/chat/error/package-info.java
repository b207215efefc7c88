/**
 * Refusals of the chat: the error codes of the contract, the error objects for clients, and the exception by which a
 * handler refuses an event.
 *
 * <p>Uses: {@code security}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.chat.error;
