package dev.parley.events.call;

import dev.parley.chat.error.RefusedException;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.events.declaration.HandlerKind;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.events.declaration.ParameterDeclaration;
import dev.parley.session.EventLimit;
import dev.parley.session.IncidentLog;
import dev.parley.session.SessionServices;
import dev.parley.session.TokenExpiry;
import dev.parley.session.TokenRenewal;
import dev.parley.socketio.EventHandler;
import dev.parley.socketio.Namespace;
import java.lang.System.Logger;
import java.util.List;
import java.util.Map;

/**
 * The handlers of a declaration, prepared for calls. They can be installed in one namespace, or in each namespace of a
 * pattern. Thread-safe.
 */
public final class NamespaceHandlers {

    private static final Logger LOG = System.getLogger(NamespaceHandlers.class.getName());

    private final NamespaceDeclaration declaration;
    private final EventServices services;
    private final ParameterSources sources;
    private final ClientErrors errors;
    private final EventCaller caller;
    private final TokenExpiry expiry;
    private final List<PreparedHandler> arrivals;
    private final List<PreparedHandler> events;
    private final List<PreparedHandler> otherEvents;
    private final List<PreparedHandler> serverEvents;
    private final List<PreparedHandler> departures;

    /**
     * Prepares the handlers.
     *
     * @throws jakarta.validation.ValidationException if the constraints of a handler contradict the rules of Jakarta
     *     Validation
     */
    public NamespaceHandlers(NamespaceDeclaration declaration, EventServices services) {
        this.declaration = declaration;
        this.services = services;
        SessionServices session = services.session();
        this.sources = new ParameterSources(new ArgumentReader(services.json()), services.tokens());
        this.errors = new ClientErrors(services.json(), session.wall(), services.errors());
        this.expiry = new TokenExpiry(session.timers(), session.wall(), errors);
        this.arrivals = prepared(HandlerKind.CONNECT);
        this.events = prepared(HandlerKind.EVENT);
        this.otherEvents = prepared(HandlerKind.ANY_EVENT);
        this.serverEvents = prepared(HandlerKind.SERVER_EVENT);
        this.departures = prepared(HandlerKind.DISCONNECT);
        ErrorHandlers onError =
                new ErrorHandlers(prepared(HandlerKind.ERROR), prepared(declaration.generalErrorHandlers()));
        this.caller = new EventCaller(services, errors, new Failures(onError, errors, services));
    }

    private List<PreparedHandler> prepared(HandlerKind kind) {
        return prepared(declaration.handlers(kind));
    }

    private List<PreparedHandler> prepared(List<HandlerDeclaration> handlers) {
        return handlers.stream()
                .map(handler -> new PreparedHandler(handler, sources, services.validator()))
                .toList();
    }

    /**
     * Whether the handlers can be called in a namespace with these parameters in its name: each can be made what the
     * handlers take. If not, the namespace is not valid.
     */
    public boolean accept(Map<String, String> params) {
        List<ParameterDeclaration> all = declaration.handlers().stream()
                .flatMap(handler -> handler.parameters().stream())
                .toList();
        return NamespaceParameters.convertible(all, params);
    }

    /**
     * Installs the handlers in a namespace, before its first client connects. Guards that verify tokens must have been
     * added before.
     *
     * @param params the parameters in the namespace's name, by their names; they must be accepted
     */
    public void install(Namespace namespace, Map<String, String> params) {
        SessionServices session = services.session();
        if (takesAuthPayload()) {
            namespace.guard(new AuthPayloadGuard());
        }
        namespace
                .filter(expiry)
                .filter(new EventLimit(session.eventLimit(), session.monotonic(), errors))
                .onError((socket, event, failure) ->
                        errors.refuseAnyEvent(socket, event, IncidentLog.log(LOG, "an event of " + socket, failure)))
                .listen(new EventConnections(declaration, params, arrivals, departures, caller, expiry))
                .on(RenewalEvent.NAME, new RenewalEvent(new TokenRenewal(session.tokens(), expiry), errors))
                .onUnknown(
                        otherEvents.isEmpty()
                                ? (socket, event) -> errors.refuseAnyEvent(
                                        socket, event, RefusedException.unknownEvent(event.name()))
                                : submitting(otherEvents.get(0)));
        events.forEach(handler -> namespace.on(handler.declaration().event(), submitting(handler)));
        installServerEvents(namespace);
    }

    private EventHandler submitting(PreparedHandler handler) {
        return (socket, event) -> caller.submit(handler, socket, event);
    }

    private boolean takesAuthPayload() {
        return arrivals.stream()
                .flatMap(handler -> handler.declaration().parameters().stream())
                .anyMatch(parameter -> parameter.source() == ParameterDeclaration.Source.AUTH);
    }

    private void installServerEvents(Namespace namespace) {
        EventTurn turn = new EventTurn(services.blocking(), () -> {}, () -> {});
        for (PreparedHandler handler : serverEvents) {
            namespace.onServerSideEmit(
                    handler.declaration().event(),
                    (arguments, answer) -> turn.submit(new ServerEventTask(handler, arguments, answer, services)));
        }
    }
}
