package dev.parley.metrics;

import java.util.Collection;

/**
 * Shows meters where somebody else shows them: the server, for one. A server that lacks what an implementation needs
 * drops its bean, so there may be none.
 */
public interface MeterPublisher {

    /** Shows meters from now on; they are read whenever somebody looks. */
    void publish(Collection<Meter> meters);

    /** Shows nothing any more. */
    void withdraw();
}
