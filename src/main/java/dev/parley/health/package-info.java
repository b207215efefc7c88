/**
 * Whether the node is alive and ready for clients: {@link dev.parley.health.NodeReadiness} knows, MicroProfile Health and
 * {@code GET /ready} tell.
 *
 * <p>A node is ready when it has started, is not draining, and its database, if it has been told of one, answers. It stays
 * ready without Redis, since it goes on serving its own clients: that is called degraded.
 *
 * <p>What is asked for comes in by ports, so that this package may depend on the JDK and, in its checks, on CDI and
 * MicroProfile Health.
 */
package dev.parley.health;
