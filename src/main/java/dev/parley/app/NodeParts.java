package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admin.AnswerDeadline;
import dev.parley.admission.DrainingGuard;
import dev.parley.audit.AuditLog;
import dev.parley.chat.Chat;
import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.NamespaceDirectories;
import dev.parley.chat.directory.NodeId;
import dev.parley.config.EffectiveSettings;
import dev.parley.events.document.EventDocuments;
import dev.parley.health.NodeDrain;
import dev.parley.idempotency.Idempotency;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.NodeMetrics;
import dev.parley.security.RequestTokens;
import java.util.Objects;
import java.util.Optional;

/** The parts of a running node that {@link NodeBeans} makes available. */
record NodeParts(
        NodeId id,
        EffectiveSettings settings,
        AdminSettings admin,
        AnswerDeadline answers,
        RequestTokens tokens,
        Idempotency idempotency,
        AuditLog audit,
        DrainingGuard draining,
        NodeDrain drain,
        Optional<Chat> chat,
        Optional<ClusterDirectory> directory,
        NamespaceDirectories namespaces,
        NodeMetrics metrics,
        ClusterMetrics clusterMetrics,
        EventDocuments eventDocuments) {

    /** No part may be null. */
    NodeParts {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(admin, "admin");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(idempotency, "idempotency");
        Objects.requireNonNull(audit, "audit");
        Objects.requireNonNull(draining, "draining");
        Objects.requireNonNull(drain, "drain");
        Objects.requireNonNull(chat, "chat");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(namespaces, "namespaces");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(clusterMetrics, "clusterMetrics");
        Objects.requireNonNull(eventDocuments, "eventDocuments");
    }
}
