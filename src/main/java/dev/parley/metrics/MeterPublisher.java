package dev.parley.metrics;

import java.util.Collection;

/**
 * Publishes meters through somebody else, such as the server. If a server lacks what an implementation needs, there is
 * no bean of this implementation.
 */
public interface MeterPublisher {

    /**
     * Publishes meters from now on; they are read whenever somebody asks for them.
     *
     * @param contextRoot the context root of this application, which distinguishes its meters from those of another
     *     application in the same server; a slash for the root
     */
    void publish(Collection<Meter> meters, String contextRoot);

    /** Removes the published meters; those of other applications stay. */
    void withdraw();
}
