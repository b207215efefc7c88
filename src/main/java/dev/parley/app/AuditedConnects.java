package dev.parley.app;

import dev.parley.api.AuthenticatedUser;
import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.chat.directory.SocketUser;
import dev.parley.socketio.ConnectAttempt;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.EventObserver;
import java.security.Principal;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Writes the refused CONNECTs of open connections to the audit log. It passes all calls on to another observer.
 *
 * @param next the other observer
 * @param log the audit log
 * @param writers runs the writes to the log: an observer must not block, but a logger may
 */
record AuditedConnects(EventObserver next, AuditLog log, Executor writers) implements EventObserver {

    private static final String CODE = "code";

    @Override
    public void handled(String event, long nanos) {
        next.handled(event, nanos);
    }

    @Override
    public void sent(String event) {
        next.sent(event);
    }

    @Override
    public void refused(ConnectDecision.Refused refusal) {
        next.refused(refusal);
    }

    @Override
    public void refused(ConnectDecision.Refused refusal, ConnectAttempt attempt) {
        next.refused(refusal, attempt);
        AuditEvent event = new AuditEvent(
                AuditEvent.Outcome.REFUSED,
                user(attempt),
                attempt.handshake().remoteAddress(),
                "connect",
                attempt.namespace(),
                refusal.data() == null ? "" : refusal.data().getString(CODE, ""));
        try {
            writers.execute(() -> log.record(event));
        } catch (RejectedExecutionException e) {
            // The node has stopped, so blocking this thread delays nobody.
            log.record(event);
        }
    }

    /**
     * The user id from the token of the CONNECT if it was valid, otherwise from the token of the handshake; empty if
     * there is none.
     */
    private static String user(ConnectAttempt attempt) {
        return attempt.socket()
                .flatMap(SocketUser::find)
                .map(AuthenticatedUser::id)
                .or(() -> attempt.handshake().principal().map(Principal::getName))
                .orElse("");
    }
}
