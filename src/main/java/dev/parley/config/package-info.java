/**
 * Reads MicroProfile Config into immutable, validated records, one for each consumer, before anything starts.
 *
 * <p>A wrong value causes an {@link dev.parley.config.InvalidSettingException} with a message of one line: the
 * variable, the value, and what is allowed. {@code app} uses this package, and {@code admin} shows the values in force.
 *
 * <p>Uses: {@code adminui}, {@code audit}, {@code chat}, {@code engine}, {@code history}, {@code idempotency}, {@code limits}, {@code redis.connection}, {@code security},
 * {@code socketio}, {@code socketio.recovery}.
 * <p>Libraries: {@code org.eclipse.microprofile.config}.
 */
package dev.parley.config;
