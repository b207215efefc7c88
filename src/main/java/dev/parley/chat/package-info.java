/**
 * The chat: an application on one namespace of the Socket.IO engine. It implements the events of the contract
 * ({@code src/site/markdown/contract.md}, section 2).
 *
 * <p>{@link dev.parley.chat.ChatEvents} declares each event once: its name, the reader of its payload, the content of
 * its acknowledgement, and the error event for a refusal. The events are handled by one class per concern, for example
 * {@link dev.parley.chat.RoomEvents}. {@link dev.parley.chat.EventHandlers} gives these classes validated payloads, and
 * {@link dev.parley.chat.Refusals} tells the client of refusals. {@link dev.parley.chat.ChatApplication} builds and
 * installs all of this.
 *
 * <p>The package needs no container: all dependencies are constructor parameters. From {@code engine} it uses
 * {@code Timers}, {@code MonotonicClock} and the serial executor of a socket's session.
 *
 * <p>Uses: {@code api}, {@code chat.directory}, {@code chat.error}, {@code chat.payload}, {@code engine}, {@code history}, {@code idempotency}, {@code limits},
 * {@code presence}, {@code session}, {@code socketio}, {@code socketio.adapter}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code jakarta.validation}.
 */
package dev.parley.chat;
