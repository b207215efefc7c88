/**
 * The REST API for operators and backends: JAX-RS resources below {@code /api}. {@link dev.parley.admin.TokenFilter}
 * secures them with the tokens that the sockets accept. Errors are returned as problem details (RFC 9457). No response
 * contains text from an unexpected exception.
 *
 * <p>To add a resource, add its class to {@link dev.parley.admin.AdminApplication}, annotate it with
 * {@code @RolesAllowed} or {@code @PermitAll} (a resource without either is closed to everybody), and refuse requests
 * with a {@link dev.parley.admin.problem.ProblemException}, which a mapper converts to a response.
 *
 * <p>Uses: {@code admin.problem}, {@code admin.routing}, {@code api}, {@code audit}, {@code chat}, {@code chat.directory},
 * {@code chat.error}, {@code config}, {@code engine}, {@code engine.codec}, {@code events.document}, {@code health}, {@code idempotency}, {@code metrics}, {@code presence}, {@code quirk},
 * {@code security}, {@code socketio.adapter}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.annotation}, {@code jakarta.enterprise}, {@code jakarta.inject}, {@code jakarta.json},
 * {@code jakarta.ws.rs}, {@code org.eclipse.microprofile.auth}, {@code org.eclipse.microprofile.openapi}.
 */
package dev.parley.admin;
