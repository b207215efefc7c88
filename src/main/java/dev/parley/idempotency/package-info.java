/**
 * What must happen once, however often it is asked for: {@link dev.parley.idempotency.Idempotency} runs the first of
 * several requests with the same key and gives the others its outcome. {@link dev.parley.idempotency.SharedKeys} is the
 * port by which nodes share the keys.
 *
 * <p>Uses: {@code engine}.
 */
package dev.parley.idempotency;
