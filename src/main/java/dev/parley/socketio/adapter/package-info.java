/**
 * Who is in which room, and how a packet gets to them: the adapter of a namespace, as Socket.IO calls it.
 *
 * <p>{@link dev.parley.socketio.adapter.Adapter} is the port; {@link dev.parley.socketio.adapter.LocalAdapter} serves
 * one node, {@link dev.parley.socketio.adapter.ClusterAdapter} one among others, which it reaches by the port {@link
 * dev.parley.socketio.adapter.ClusterBus}. May depend on {@code socketio.codec}, {@code engine.codec}, and the timers
 * and random ids of {@code engine}.
 */
package dev.parley.socketio.adapter;
