package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.DisconnectReason;
import dev.parley.audit.AuditEvent;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.RefusedException;
import dev.parley.limits.RateLimit;
import dev.parley.session.EventLimit;
import dev.parley.session.SocketErrors;
import dev.parley.session.SocketTimers;
import dev.parley.session.TokenExpiry;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketServer;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The sockets of operators in the UI's namespace: tells each what the UI may do and what there is, and ends it when its
 * token or its session ends.
 */
final class OperatorSessions implements ConnectionListener, SocketErrors {

    /** The event by which nodes tell each other who has typed the password. */
    static final String SESSION = "parley-admin-session";

    private final AdminUiSettings settings;
    private final AdminUiServices node;
    private final Watchers watchers;
    private final AllSockets all;
    private final LoginSessions sessions;
    private final SocketServer sockets;
    private final TransportChanges transports;
    private final EventLimit limit;
    private final TokenExpiry expiry;

    OperatorSessions(
            AdminUiSettings settings,
            AdminUiServices node,
            Watchers watchers,
            AllSockets all,
            LoginSessions sessions,
            RateLimit events,
            SocketServer sockets,
            TransportChanges transports) {
        this.settings = settings;
        this.node = node;
        this.watchers = watchers;
        this.all = all;
        this.sessions = sessions;
        this.sockets = sockets;
        this.transports = transports;
        this.limit = new EventLimit(events, node.monotonic(), this);
        this.expiry = new TokenExpiry(SocketTimers.on(node.timers(), node.executor()), node.wall(), this);
    }

    /** Listens to the operators, and to other nodes. */
    void install(Namespace admin) {
        admin.filter(expiry).filter(limit).listen(this);
        admin.onServerSideEmit(SESSION, (arguments, answer) -> begunElsewhere(arguments));
    }

    private void begunElsewhere(List<JsonValue> told) {
        if (settings.account().isPresent()
                && told.size() == 2
                && told.get(0) instanceof JsonString digest
                && told.get(1) instanceof JsonNumber end) {
            sessions.remember(digest.getString(), Instant.ofEpochMilli(end.longValue()));
        }
    }

    @Override
    public void connected(Socket operator) {
        expiry.watch(operator);
        watchers.arrived();
        LoginSessions.Begun begun = operator.removeAttribute(AdminUiGuard.BEGUN);
        if (begun != null) {
            operator.emit("session", JSON.createValue(begun.id()));
            operator.namespace()
                    .serverSideEmit(
                            SESSION,
                            JSON.createValue(begun.digest()),
                            JSON.createValue(begun.end().toEpochMilli()));
        }
        operator.emit(
                "config",
                JSON.createObjectBuilder().add("supportedFeatures", features()).build());
        record(
                AuditEvent.Outcome.DONE,
                operator,
                "connect",
                operator.namespace().name(),
                "");
        if (settings.showsAllEvents()) {
            sockets.namespaces().forEach(namespace -> transports.connected(namespace.sockets()));
            all.tell(List.of(operator));
        }
    }

    @Override
    public void disconnected(Socket operator, DisconnectReason reason, Set<String> rooms) {
        expiry.forget(operator);
        watchers.left();
    }

    private JsonArrayBuilder features() {
        JsonArrayBuilder features = JSON.createArrayBuilder();
        if (!settings.readOnly()) {
            List.of("EMIT", "JOIN", "LEAVE", "DISCONNECT", "MJOIN", "MLEAVE", "MDISCONNECT")
                    .forEach(features::add);
        }
        features.add("AGGREGATED_EVENTS");
        if (settings.showsAllEvents()) {
            features.add("ALL_EVENTS");
        }
        return features;
    }

    /** The UI knows no errors, so only the audit log is told. */
    @Override
    public void refuseAnyEvent(Socket operator, IncomingEvent event, RefusedException refusal) {
        record(
                AuditEvent.Outcome.FAILED,
                operator,
                "admin-ui:" + event.name(),
                "",
                refusal.code().name());
    }

    /** The UI sees that it is disconnected. */
    @Override
    public void tell(Socket operator, RefusedException refusal) {
        record(
                AuditEvent.Outcome.REFUSED,
                operator,
                "connect",
                AdminUi.NAMESPACE,
                refusal.code().name());
    }

    private void record(AuditEvent.Outcome outcome, Socket operator, String action, String target, String detail) {
        AuditEvent event =
                new AuditEvent(outcome, SocketUser.of(operator).id(), operator.remoteAddress(), action, target, detail);
        node.executor().execute(() -> node.audit().accept(event));
    }
}
