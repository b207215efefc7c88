package dev.parley.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Where those who are asked find the node: nowhere until it has started. Thread-safe. */
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
