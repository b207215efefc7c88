/**
 * What an application on Parley may use, and all that it may use: the annotations of own events, {@link
 * dev.parley.api.Emitter}, {@link dev.parley.api.Socket}, and the ports that an application implements. It names no type
 * of another package of Parley. Changes are compatible.
 *
 * <p>Libraries: {@code jakarta.enterprise}, {@code jakarta.inject}, {@code jakarta.json}.
 */
package dev.parley.api;
