/**
 * What the beans of own events declare by the annotations of {@code api}: {@link
 * dev.parley.events.declaration.DeclarationReader} reads it at deployment and checks that it can work.
 *
 * <p>Uses: {@code api}, {@code events.json}, {@code security}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code org.eclipse.microprofile.jwt}.
 */
package dev.parley.events.declaration;
