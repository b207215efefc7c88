/**
 * The payloads of the chat's events: one record for each, with constraints of Jakarta Validation, and
 * {@link dev.parley.chat.payload.PayloadReader}, which reads them from the untrusted JSON of clients and backends.
 *
 * <p>Uses: {@code chat.error}, {@code presence}, {@code socketio}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code jakarta.validation}.
 */
package dev.parley.chat.payload;
