package dev.parley.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Gives the health checks and {@code GET /ready} access to the node's health, once the node has started. Thread-safe.
 */
@ApplicationScoped
public class NodeHealth {

    private volatile NodeReadiness readiness;

    /** The node has started. */
    public void started(NodeReadiness started) {
        readiness = started;
    }

    /** The health of the node; empty before it has started. */
    public Optional<NodeReadiness> readiness() {
        return Optional.ofNullable(readiness);
    }
}
