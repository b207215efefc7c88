package dev.parley.events.call;

import dev.parley.api.DisconnectReason;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.session.IncidentLog;
import dev.parley.session.TokenExpiry;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.Socket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets sockets into a namespace, and sees them off. */
final class EventConnections implements ConnectionListener {

    private static final Logger LOG = System.getLogger(EventConnections.class.getName());

    private final NamespaceDeclaration declaration;
    private final Map<String, String> params;
    private final List<PreparedHandler> arrivals;
    private final List<PreparedHandler> departures;
    private final EventCaller caller;
    private final TokenExpiry expiry;
    private final PatientExecutor blocking;

    EventConnections(
            NamespaceDeclaration declaration,
            Map<String, String> params,
            List<PreparedHandler> arrivals,
            List<PreparedHandler> departures,
            EventCaller caller,
            TokenExpiry expiry) {
        this.declaration = declaration;
        this.params = Map.copyOf(params);
        this.arrivals = arrivals;
        this.departures = departures;
        this.caller = caller;
        this.expiry = expiry;
        EventServices services = caller.services();
        this.blocking =
                new PatientExecutor(services.blocking(), services.session().timers());
    }

    /** Nobody is let in because of a failure. */
    @Override
    public CompletionStage<ConnectDecision> joining(Socket socket) {
        try {
            return decide(socket).exceptionally(failure -> incident(socket, failure));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedStage(incident(socket, e));
        }
    }

    private ConnectDecision incident(Socket socket, Throwable failure) {
        return Arrival.refusal(caller.errors().of(IncidentLog.log(LOG, "the arrival of " + socket, failure)));
    }

    private CompletionStage<ConnectDecision> decide(Socket socket) {
        EventServices services = caller.services();
        EventTurn turn = new EventTurn(
                services.blocking(),
                () -> services.backpressure().pause(socket),
                () -> services.backpressure().resume(socket));
        EventSocketState state = new EventSocketState(socket, services.sockets().apply(socket), params, turn);
        state.keep();
        if (!declaration.admits(state.user())) {
            return CompletableFuture.completedStage(notAdmitted(state));
        }
        return new Arrival(arrivals, caller, blocking, state).begin();
    }

    private ConnectDecision notAdmitted(EventSocketState state) {
        RefusedException refusal = state.user().isEmpty()
                ? new RefusedException(ErrorCode.AUTHENTICATION_FAILED, "Sign in before you connect here.")
                : new RefusedException(ErrorCode.AUTHORIZATION_FAILED, "You may not connect here.");
        return Arrival.refusal(caller.errors().of(refusal));
    }

    @Override
    public void connected(Socket socket) {
        if (SocketUser.find(socket).isPresent()) {
            expiry.watch(socket);
        }
    }

    @Override
    public void abandoned(Socket socket) {
        EventSocketState state = EventSocketState.of(socket);
        if (state != null) {
            state.turn().end(() -> {});
        }
    }

    @Override
    public void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {
        expiry.forget(socket);
        EventSocketState state = EventSocketState.of(socket);
        HandlerCall call = HandlerCall.about(state, reason);
        state.turn().end(() -> {
            if (!departures.isEmpty()) {
                blocking.execute(socket, () -> departures.forEach(handler -> depart(handler, call)));
            }
        });
    }

    private void depart(PreparedHandler handler, HandlerCall call) {
        try {
            Object result = handler.callInScope(caller.services(), call);
            if (result instanceof CompletionStage<?> stage) {
                stage.whenComplete((ignored, failure) -> log(handler, failure));
            }
        } catch (Exception | Error e) {
            log(handler, e);
        }
    }

    private static void log(PreparedHandler handler, Throwable failure) {
        if (failure != null) {
            LOG.log(Level.ERROR, handler.declaration() + " failed", failure);
        }
    }
}
