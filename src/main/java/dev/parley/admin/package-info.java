/**
 * The HTTP side for operators and backends: JAX-RS resources below {@code /api}, secured by MicroProfile JWT. What is wrong
 * with a request is told as problem details (RFC 9457), and nothing that a client reads comes from an exception.
 *
 * <p>Whoever adds a resource adds its class to {@link dev.parley.admin.AdminApplication}, gives it {@code @RolesAllowed}
 * or {@code @PermitAll}, and refuses with a {@link dev.parley.admin.ProblemException}; the mappers do the rest.
 *
 * <p>May depend on {@code chat}, whose ports it calls, on {@code health} and {@code metrics}, which it shows, on
 * {@code security} for origins, on {@code socketio.codec} and {@code engine.codec} for the limits of JSON text, on
 * {@code config} for what is in force; on JAX-RS, JSON-P, CDI and the annotations of MicroProfile JWT and
 * OpenAPI.
 */
package dev.parley.admin;
