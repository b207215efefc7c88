package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admission.DrainingGuard;
import dev.parley.chat.Chat;
import dev.parley.chat.ClusterDirectory;
import dev.parley.chat.NodeId;
import dev.parley.chat.PresenceDirectory;
import dev.parley.config.EffectiveSettings;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.NodeMetrics;
import dev.parley.transport.websocket.WebSocketTransports;
import java.util.Objects;

/** The parts of a running node that others may have. */
record NodeParts(
        NodeId id,
        EffectiveSettings settings,
        AdminSettings admin,
        DrainingGuard draining,
        WebSocketTransports transports,
        Chat chat,
        PresenceDirectory presence,
        ClusterDirectory directory,
        NodeMetrics metrics,
        ClusterMetrics clusterMetrics) {

    /** Nothing may be missing. */
    NodeParts {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(admin, "admin");
        Objects.requireNonNull(draining, "draining");
        Objects.requireNonNull(transports, "transports");
        Objects.requireNonNull(chat, "chat");
        Objects.requireNonNull(presence, "presence");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(clusterMetrics, "clusterMetrics");
    }
}
