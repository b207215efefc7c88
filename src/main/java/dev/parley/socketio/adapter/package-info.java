/**
 * Who is in which room, and how a packet gets to them: the adapter of a namespace, as Socket.IO calls it.
 *
 * <p>{@link dev.parley.socketio.adapter.Adapter} is the port; {@link dev.parley.socketio.adapter.LocalAdapter} serves
 * one node. May depend on {@code socketio.codec} and {@code engine.codec}.
 */
package dev.parley.socketio.adapter;
