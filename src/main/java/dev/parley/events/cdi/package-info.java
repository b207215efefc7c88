/**
 * Finds the beans of own events, checks what they declare when the application is deployed, and makes available by
 * injection what the API promises: {@link dev.parley.api.Emitter} anywhere, and within an event its socket, its
 * acknowledgement and its caller.
 *
 * <p>Uses: {@code api}, {@code events.call}, {@code events.declaration}.
 * <p>Libraries: {@code jakarta.enterprise}, {@code jakarta.inject}, {@code
 * org.eclipse.microprofile.jwt}.
 */
package dev.parley.events.cdi;
