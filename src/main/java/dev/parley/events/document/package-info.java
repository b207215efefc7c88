/**
 * The documents of own events, made of the declarations: TypeScript for front ends, and AsyncAPI 3.0. From a running
 * server {@link dev.parley.events.document.EventDocuments} makes them, from a build
 * {@link dev.parley.events.document.GenerateEventDocuments}.
 *
 * <p>Uses: {@code api}, {@code events.declaration}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}, {@code jakarta.validation}.
 */
package dev.parley.events.document;
