package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admission.DrainingGuard;
import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.ClusterDirectory;
import dev.parley.chat.MessagePublisher;
import dev.parley.chat.NodeId;
import dev.parley.chat.PresenceDirectory;
import dev.parley.chat.RoomDirectory;
import dev.parley.config.EffectiveSettings;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.NodeMetrics;
import dev.parley.transport.websocket.WebSocketTransports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The parts of the node as beans that others may inject, once it has started. */
@ApplicationScoped
public class NodeBeans {

    private volatile NodeParts parts;

    /** The node has been put together. */
    void offer(NodeParts of) {
        parts = of;
    }

    /** For whoever takes the node out of service before it ends. */
    @Produces
    @Singleton
    DrainingGuard draining() {
        return parts.draining();
    }

    /** What the node counts and measures. */
    @Produces
    @Singleton
    NodeMetrics metrics() {
        return parts.metrics();
    }

    /** What all nodes count and measure. */
    @Produces
    @Singleton
    ClusterMetrics clusterMetrics() {
        return parts.clusterMetrics();
    }

    /** For the endpoint. */
    @Produces
    @Singleton
    WebSocketTransports transports() {
        return parts.transports();
    }

    /** For the eyes of administrators. */
    @Produces
    @Singleton
    EffectiveSettings effective() {
        return parts.settings();
    }

    /** The rooms for people. */
    @Produces
    @Singleton
    RoomDirectory rooms() {
        return parts.chat().rooms();
    }

    /** For backends in the same application. */
    @Produces
    @Singleton
    MessagePublisher publisher() {
        return parts.chat().publisher();
    }

    /** For backends that send JSON. */
    @Produces
    @Singleton
    CheckedPublisher checkedPublisher() {
        return parts.chat().checkedPublisher();
    }

    /** The sockets and rooms of all nodes. */
    @Produces
    @Singleton
    ClusterDirectory directory() {
        return parts.directory();
    }

    /** The name of this node. */
    @Produces
    @Singleton
    NodeId id() {
        return parts.id();
    }

    /** For the HTTP side. */
    @Produces
    @Singleton
    AdminSettings admin() {
        return parts.admin();
    }

    /** Who is there. */
    @Produces
    @Singleton
    PresenceDirectory presence() {
        return parts.presence();
    }
}
