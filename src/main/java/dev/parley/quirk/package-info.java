/**
 * An annotation for code that works around one server and cannot be in {@code transport.container} with the other such
 * code. Every package may use it.
 *
 * <p>Uses the JDK only.
 */
package dev.parley.quirk;
