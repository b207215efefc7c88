/**
 * The messages of {@code ClusterAdapter} of Node's {@code socket.io-adapter} 2.5, which several of Node's adapters
 * exchange, each in its own way: what they are, in JSON and in MessagePack, and how they are read and checked.
 *
 * <p>Uses: {@code engine}, {@code redis.messaging}, {@code socketio.adapter}, {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.redis.messaging.cluster;
