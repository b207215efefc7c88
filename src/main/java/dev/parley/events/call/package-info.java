/**
 * Calls the handlers of own events: arguments, access, validation, order, threads, results and errors. {@link
 * dev.parley.events.call.NamespaceHandlers} installs the handlers of a declaration in a namespace. The package needs no
 * container: all that comes from one is behind the ports of {@link dev.parley.events.call.EventServices}.
 *
 * <p>An event goes from the reading thread into its socket's {@link dev.parley.events.call.EventTurn}, which has an
 * {@link dev.parley.events.call.EventTask} call the {@link dev.parley.events.call.PreparedHandler}. What goes wrong is
 * made the client's error by {@link dev.parley.events.call.Failures}.
 *
 * <p>Uses: {@code api}, {@code chat.directory}, {@code chat.error}, {@code events.declaration}, {@code events.json},
 * {@code security}, {@code session}, {@code socketio}, {@code socketio.codec}, {@code tracing}.
 * <p>Libraries: {@code jakarta.json}, {@code jakarta.validation}, {@code org.eclipse.microprofile.jwt}.
 */
package dev.parley.events.call;
