package dev.parley.app;

import dev.parley.config.Settings;
import dev.parley.events.call.EventServices;
import dev.parley.events.call.NamespaceHandlers;
import dev.parley.events.cdi.EventsExtension;
import dev.parley.events.declaration.EmittedEvent;
import dev.parley.events.declaration.HandlerDeclaration;
import dev.parley.events.declaration.HandlerKind;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.events.json.JsonBinding;
import dev.parley.metrics.Meters;
import dev.parley.metrics.NamespaceMeters;
import dev.parley.session.SessionServices;
import dev.parley.session.SocketTimers;
import dev.parley.session.SocketToken;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.SocketServer;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The own events of the application on this node: its namespaces, and the threads on which its handlers may block. */
final class OwnEvents implements AutoCloseable {

    private final EventsExtension beans;
    private final HandlerThreads handlers;
    private final EventNamespaces namespaces;

    private OwnEvents(EventsExtension beans, HandlerThreads handlers, EventNamespaces namespaces) {
        this.beans = beans;
        this.handlers = handlers;
        this.namespaces = namespaces;
    }

    /** What own events need from the server and from the rest of the node. */
    record Needs(
            EventsExtension beans,
            HandlerThreads handlers,
            Validator validator,
            Supplier<RequestContextController> requests,
            AdmissionComponents guards,
            TokenVerification tokens,
            NodeThreads threads,
            Clock wall,
            Meters meters,
            Settings settings) {}

    /** Prepares the declared namespaces. They begin with {@link #begin}. */
    static OwnEvents prepare(Needs needs, OwnNamespace.Surroundings node) {
        JsonBinding json = new JsonBinding();
        OwnEmitters emitters = new OwnEmitters(
                json, needs.beans().namespaces(), needs.settings().isDevelopmentMode());
        List<OwnNamespace> declared = needs.beans().namespaces().stream()
                .map(declaration -> own(declaration, needs, json, emitters))
                .toList();
        return new OwnEvents(needs.beans(), needs.handlers(), new EventNamespaces(declared, node, emitters));
    }

    private static OwnNamespace own(
            NamespaceDeclaration declaration, Needs needs, JsonBinding json, OwnEmitters emitters) {
        NodeThreads threads = needs.threads();
        SessionServices session = new SessionServices(
                needs.guards().events(),
                needs.tokens(),
                SocketTimers.on(threads.timers(), threads.executor()),
                threads.clock(),
                needs.wall());
        EventServices services = new EventServices(
                needs.handlers().executor(),
                needs.validator(),
                json,
                needs.beans().scope(needs.requests()),
                SocketToken::find,
                emitters.sockets(declaration),
                new SessionBackpressure(),
                needs.meters().errors(),
                session);
        return new OwnNamespace(
                declaration,
                new NamespaceHandlers(declaration, services),
                needs.guards().own(needs.tokens(), needs.wall(), declaration.anonymous()),
                meters(declaration, needs.meters()));
    }

    private static NamespaceMeters meters(NamespaceDeclaration declaration, Meters meters) {
        return meters.own(
                declaration.pattern().text(),
                declaration.handlers(HandlerKind.EVENT).stream()
                        .map(HandlerDeclaration::event)
                        .toList(),
                declaration.emits().stream().map(EmittedEvent::name).toList());
    }

    /** The namespaces. */
    EventNamespaces namespaces() {
        return namespaces;
    }

    /** Installs the namespaces in the server, and makes injected emitters work. */
    void begin(SocketServer server, int maxNamespaces) {
        namespaces.install(server, maxNamespaces);
        beans.start(namespaces::emitter);
    }

    /** Waits a few seconds for the handlers that run. The sessions have ended before. */
    @Override
    public void close() {
        handlers.close();
        beans.stop();
    }
}
