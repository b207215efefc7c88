/**
 * Engine.IO over HTTP long-polling, on asynchronous servlet requests: no thread waits for a client.
 *
 * <p>May depend on {@code engine}, {@code transport} and {@code jakarta.servlet}.
 */
package dev.parley.transport.polling;
