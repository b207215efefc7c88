/**
 * The adapter of a namespace, as Socket.IO calls it: it knows which socket is in which room, and delivers packets to
 * the sockets.
 *
 * <p>{@link dev.parley.socketio.adapter.Adapter} is the port. {@link dev.parley.socketio.adapter.LocalAdapter} serves a
 * single node. {@link dev.parley.socketio.adapter.ClusterAdapter} serves a node in a cluster, and reaches the other
 * nodes through the port {@link dev.parley.socketio.adapter.ClusterBus}.
 *
 * <p>Uses: {@code engine}, {@code engine.codec}, {@code socketio.codec}, {@code tracing}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.socketio.adapter;
