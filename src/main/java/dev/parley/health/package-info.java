/**
 * Whether the node is alive and ready for clients. {@link dev.parley.health.NodeReadiness} determines it; MicroProfile
 * Health and {@code GET /ready} report it.
 *
 * <p>A node is ready if it has started, is not draining, and its database answers (if one is configured). It stays
 * ready without Redis, because it still serves its own clients; this state is called degraded.
 *
 * <p>The package gets its data through ports, so it uses no other package of Parley.
 *
 * <p>Libraries: {@code jakarta.enterprise}, {@code jakarta.inject}, {@code org.eclipse.microprofile.health}.
 */
package dev.parley.health;
