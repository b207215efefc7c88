/**
 * Development mode: keys and tokens for trying Parley on one machine.
 *
 * <p>Uses: {@code app.web}, {@code config}, {@code engine}, {@code redis.connection}, {@code security},
 * {@code socketio.codec}, {@code transport}.
 * <p>Libraries: {@code jakarta.json}, {@code jakarta.servlet}, {@code org.eclipse.microprofile.config}.
 */
package dev.parley.app.development;
