/**
 * The presence of users: the values, the port {@link dev.parley.presence.PresenceDirectory}, and its implementation for
 * one node. An application (the chat) reports to the port which sockets connect and disconnect, and receives changes
 * through {@link dev.parley.presence.PresenceHost}. {@code redis.presence} implements the port for several nodes. The
 * application and {@code redis.presence} do not know each other.
 *
 * <p>Uses: {@code socketio.codec}.
 * <p>Libraries: {@code jakarta.json}.
 */
package dev.parley.presence;
