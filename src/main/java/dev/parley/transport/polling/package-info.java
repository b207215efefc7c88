/**
 * Engine.IO over HTTP long-polling, on asynchronous servlet requests: no thread waits for a client.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code quirk}, {@code transport}, {@code transport.container}.
 * <p>Libraries: {@code jakarta.servlet}.
 */
package dev.parley.transport.polling;
