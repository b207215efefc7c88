/**
 * Problem details (RFC 9457): the response to a request of the REST API that fails. All errors and exceptions in JAX-RS
 * become problem details here. No response contains text from an unexpected exception.
 *
 * <p>Uses: {@code admin.routing}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code jakarta.ws.rs}.
 */
package dev.parley.admin.problem;
