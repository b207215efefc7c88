/**
 * Turns values of an application into JSON and back, by the server's JSON-B, with bytes at any depth as attachments.
 *
 * <p>JSON-B works on text. Here it gets a JSON-P provider of ours ({@code JsonbBuilder.withProvider}), which builds and
 * reads {@link jakarta.json.JsonValue}s instead, so that nothing is written as text only to be parsed again, and bytes
 * need no place in a text.
 *
 * <p>Uses: {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.events.json;
