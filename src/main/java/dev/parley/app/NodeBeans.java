package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admin.AnswerDeadline;
import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.admission.DrainingGuard;
import dev.parley.audit.AuditLog;
import dev.parley.chat.Chat;
import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.HistoryReader;
import dev.parley.chat.MessagePublisher;
import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.NamespaceDirectories;
import dev.parley.chat.directory.NodeId;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.config.EffectiveSettings;
import dev.parley.events.document.EventDocuments;
import dev.parley.health.NodeDrain;
import dev.parley.idempotency.Idempotency;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.NodeMetrics;
import dev.parley.presence.PresenceLookup;
import dev.parley.security.RequestTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the parts of the node available as beans after it has started. */
@ApplicationScoped
public class NodeBeans {

    private volatile NodeParts parts;

    /** Sets the parts; called when the node has been built. */
    void offer(NodeParts of) {
        parts = of;
    }

    private Chat chat() {
        return parts.chat().orElseThrow(() -> missing("This server runs without the chat (PARLEY_CHAT=false)."));
    }

    /** For REST it is an answer; a backend in the application sees its message. */
    private static ProblemException missing(String message) {
        return new ProblemException(Problem.notFound(message, Set.of()));
    }

    /** The guard that refuses new sessions, to take the node out of service before it stops. */
    @Produces
    @Singleton
    DrainingGuard draining() {
        return parts.draining();
    }

    /** The drain of this node. */
    @Produces
    @Singleton
    NodeDrain drain() {
        return parts.drain();
    }

    /** The metrics of this node. */
    @Produces
    @Singleton
    NodeMetrics metrics() {
        return parts.metrics();
    }

    /** The metrics of all nodes. */
    @Produces
    @Singleton
    ClusterMetrics clusterMetrics() {
        return parts.clusterMetrics();
    }

    /** The effective settings, for operators. */
    @Produces
    @Singleton
    EffectiveSettings effective() {
        return parts.settings();
    }

    /** The rooms for people. */
    @Produces
    @Singleton
    RoomDirectory rooms() {
        return chat().rooms();
    }

    /** The publisher for backends in the same application. */
    @Produces
    @Singleton
    MessagePublisher publisher() {
        return chat().publisher();
    }

    /** The publisher for backends that send JSON. */
    @Produces
    @Singleton
    CheckedPublisher checkedPublisher() {
        return chat().checkedPublisher();
    }

    /** What was said last in rooms. */
    @Produces
    @Singleton
    HistoryReader history() {
        return chat().history();
    }

    /** The sockets and rooms of all nodes. */
    @Produces
    @Singleton
    ClusterDirectory directory() {
        return parts.directory()
                .orElseThrow(() -> missing("This server has no namespace /: it runs without the chat."));
    }

    /** The sockets and rooms of the other namespaces. */
    @Produces
    @Singleton
    NamespaceDirectories directories() {
        return parts.namespaces();
    }

    /** The id of this node. */
    @Produces
    @Singleton
    NodeId id() {
        return parts.id();
    }

    /** The settings of the REST API. */
    @Produces
    @Singleton
    AdminSettings admin() {
        return parts.admin();
    }

    /** The time limit for answers of other nodes and Redis. */
    @Produces
    @Singleton
    AnswerDeadline answers() {
        return parts.answers();
    }

    /** The verification of tokens of the REST API. */
    @Produces
    @Singleton
    RequestTokens tokens() {
        return parts.tokens();
    }

    /** Recognises requests that are repeated. */
    @Produces
    @Singleton
    Idempotency idempotency() {
        return parts.idempotency();
    }

    /** The audit log. */
    @Produces
    @Singleton
    AuditLog audit() {
        return parts.audit();
    }

    /** The presence of users. */
    @Produces
    @Singleton
    PresenceLookup presence() {
        return chat().presence();
    }

    /** The documents of own events. */
    @Produces
    @Singleton
    EventDocuments eventDocuments() {
        return parts.eventDocuments();
    }
}
