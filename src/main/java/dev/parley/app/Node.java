package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admin.AnswerDeadline;
import dev.parley.admission.DrainingGuard;
import dev.parley.api.RoomAccessPolicy;
import dev.parley.app.development.DevelopmentConfigSource;
import dev.parley.app.development.DevelopmentMode;
import dev.parley.app.web.RestRequestFilter;
import dev.parley.app.web.UnauthorizedServlet;
import dev.parley.audit.AuditLog;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatApplication;
import dev.parley.chat.ChatDependencies;
import dev.parley.chat.ChatSettings;
import dev.parley.chat.ChatTime;
import dev.parley.chat.RoomAdmission;
import dev.parley.chat.directory.NodeId;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.config.InvalidSettingException;
import dev.parley.config.Settings;
import dev.parley.engine.EngineServer;
import dev.parley.events.cdi.EventsExtension;
import dev.parley.events.document.EventDocuments;
import dev.parley.health.NodeHealth;
import dev.parley.metrics.MeterPublisher;
import dev.parley.metrics.Meters;
import dev.parley.metrics.NodeMetrics;
import dev.parley.security.RequestTokens;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.WebSocketProbe;
import dev.parley.transport.container.liberty.LibertyNettyWarning;
import dev.parley.transport.container.tyrus.RequestHeaderTimeout;
import dev.parley.transport.container.tyrus.TyrusIdleTimer;
import dev.parley.transport.websocket.WebSocketEndpoints;
import dev.parley.transport.websocket.WebSocketTransportFactory;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Creates and connects the objects of all layers of a node. {@link Bootstrap} starts and stops it once.
 * {@link NodeBeans} makes its parts available for injection.
 */
@ApplicationScoped
public class Node {

    /** Long enough for all clients that read or poll; other clients would only delay the shutdown. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    @Resource
    private ManagedThreadFactory threadFactory;

    @Inject
    private Validator validator;

    /** An application's own policy, which replaces the configured rules. */
    @Inject
    private Instance<RoomAccessPolicy> roomAccess;

    /** The publishers whose requirements this server meets. */
    @Inject
    private Instance<MeterPublisher> meterPublishers;

    /** The beans of own events. */
    @Inject
    private EventsExtension events;

    @Inject
    private Instance<RequestContextController> requestContexts;

    @Resource
    private ContextService contexts;

    @Inject
    private NodeHealth health;

    @Inject
    private NodeBeans beans;

    private final Clock wall = Clock.systemUTC();
    private final NodeId id = NodeId.random(HostName.text());
    private final DrainingGuard draining = new DrainingGuard();
    private final Meters meters = new Meters();

    private NodeThreads threads;
    private WebSocketTransportFactory webSockets;
    private ClusterComponents cluster;
    private OwnEvents ownEvents;
    private EngineServer engine;
    private NodeMetrics metrics;
    private Optional<RequestHeaderTimeout> slowRequests = Optional.empty();
    private WebSocketCheck webSocketCheck;
    private ShutdownHook shutdownHook;
    private TerminationSignal signal;
    private boolean stopped;

    /** Builds all parts from the settings and registers them in the web application, which is starting. */
    void start(ServletContext context, Settings settings) {
        TokenKeys keys = settings.jwt()
                .map(jwt -> TokenKeys.configured(jwt, wall))
                .orElseGet(() ->
                        TokenKeys.ofDevelopment(DevelopmentConfigSource.keys().keys(), wall));
        List<String> faults = new ArrayList<>(events.faults(NamespaceClasses.of(context)));
        faults.addAll(ChatConflict.faults(events.namespaces(), settings.chat().isPresent()));
        if (!faults.isEmpty()) {
            throw new InvalidSettingException(String.join("; ", faults));
        }
        LibertyNettyWarning.warn(context.getServerInfo());
        threads = new NodeThreads(threadFactory);
        webSockets =
                new WebSocketTransportFactory(threads.closers(), threads.closing(), threadFactory, threads.timers());
        ClusterComponents others = new ClusterComponents(settings.redis(), id, threadFactory, threads, wall);
        cluster = others;
        AdmissionComponents guards = new AdmissionComponents(
                settings, threads.clock(), threads.timers(), events.namespaces().size());
        AuditLog audit = new AuditLog(settings.audit(), wall, threads.clock()::nanos);
        RefusalObserver refusals = new AuditedRefusals(meters.refusals(), audit);
        UnaryOperator<EventObserver> audited = observer -> new AuditedConnects(observer, audit, threads.executor());
        TokenVerification tokens = TokenVerification.by(keys.verifier(), threads.keyFetchers());
        OwnEvents own = OwnEvents.prepare(
                new OwnEvents.Needs(
                        events,
                        new HandlerThreads(settings.ownEvents().threads(), threadFactory, contexts),
                        validator,
                        requestContexts::get,
                        guards,
                        tokens,
                        threads,
                        wall,
                        meters,
                        settings),
                new OwnNamespace.Surroundings(others, audited, threads.clock(), wall));
        ownEvents = own;
        SocketServer sockets = new SocketServer(
                settings.socket(),
                threads.timers(),
                threads.executor(),
                name -> adapter(name, others, own.namespaces(), settings));
        own.begin(sockets, settings.ownEvents().maxNamespaces());
        Namespace namespace = sockets.of("/");
        Optional<Chat> chat = settings.chat().map(chatSettings -> {
            namespace.observe(audited.apply(meters.events()), threads.clock());
            return installChat(namespace, guards, chatSettings, settings, tokens);
        });
        if (chat.isEmpty()) {
            cluster.presence().open(new NoPresence());
            own.namespaces().closeUnlessDeclared(namespace);
        }
        engine = new EngineServer(
                settings.engine(), threads.clock(), threads.timers(), threads.executor(), sockets, meters.engine());
        engine.watchForStalls();
        if (settings.isDevelopmentMode()) {
            DevelopmentMode.install(
                    context, settings, DevelopmentConfigSource.keys(), threads.timers(), threads.executor());
        }
        WebSocketProbe probe = RouteInstaller.install(
                context, List.of(guards.route(engine, keys, draining)), threads, webSockets, refusals);
        UnauthorizedServlet.install(
                context, settings.path(), settings.admission().origins(), refusals);
        RestRequestFilter.install(context, settings.admission().trustedProxies());
        TyrusIdleTimer.silence(context.getAttribute(WebSocketEndpoints.CONTAINER_ATTRIBUTE));
        slowRequests = RequestHeaderTimeout.watch(
                context.getAttribute(WebSocketEndpoints.CONTAINER_ATTRIBUTE), threads.timers(), threads.clock());
        Supplier<Set<String>> rooms =
                () -> chat.map(Chat::rooms).map(RoomDirectory::names).orElse(Set.of());
        metrics = new NodeMetrics(meters, engine, rooms, cluster.meters(), threads.clock(), wall)
                .counting(threads.closing())
                .watching(threads.timers());
        meterPublishers.forEach(publisher -> publisher.publish(metrics.meters(), root(context)));
        beans.offer(new NodeParts(
                id,
                settings.effective(),
                adminSettings(settings),
                new AnswerDeadline(threads.timers(), threads.executor()),
                new RequestTokens(keys.verifier(), keys.settings()),
                audit,
                draining,
                chat,
                chat.map(Chat::rooms)
                        .map(known -> others.directory(namespace, known))
                        .or(() -> own.namespaces().of("/")),
                own.namespaces(),
                metrics,
                cluster.metrics(namespace, metrics),
                new EventDocuments(events.namespaces())));
        health.started(HealthComponents.readiness(
                draining, engine, () -> rooms.get().size(), threads, others, settings.dataSource(), wall));
        String path = context.getContextPath() + settings.path() + "/";
        webSocketCheck = WebSocketCheck.begin(probe, path, settings.port(), threadFactory);
        shutdownHook = ShutdownHook.register(this::stop);
        signal = TerminationSignal.intercept(this::stop);
    }

    /** Namespaces of patterns keep no log, because there may be very many of them. */
    private Adapter adapter(String name, ClusterComponents others, EventNamespaces own, Settings settings) {
        DeliveryObserver deliveries = own.deliveries(name, meters.deliveries());
        return name.equals("/") || own.isNamed(name)
                ? others.adapter(name, deliveries, settings.recovery(), meters.recoveries())
                : others.adapter(name, deliveries);
    }

    private static String root(ServletContext context) {
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }

    private Chat installChat(
            Namespace namespace,
            AdmissionComponents guards,
            ChatSettings chat,
            Settings settings,
            TokenVerification tokens) {
        ChatTime time = new ChatTime(threads.timers(), threads.executor(), threads.clock(), wall);
        ChatDependencies ports = new ChatDependencies(
                validator,
                roomAccess.isResolvable()
                        ? RoomAdmission.on(threads.roomPolicies(), roomAccess.get())
                        : RoomAdmission.atOnce(settings.roomRules()),
                guards.events(),
                cluster.presence(),
                tokens,
                meters.errors());
        guards.chat(tokens, wall).protect(namespace);
        return new ChatApplication(chat, ports, time).install(namespace);
    }

    private static AdminSettings adminSettings(Settings settings) {
        return new AdminSettings(
                settings.admission().origins(),
                settings.engine().maxPayload(),
                settings.path(),
                settings.isDevelopmentMode());
    }

    /**
     * Refuses new sessions, closes all sessions and stops the threads. The end of the application, a shutdown hook and
     * a signal handler may all call this method. A later call waits until the first one has finished, and does nothing.
     */
    synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        draining.drain();
        if (shutdownHook != null) {
            shutdownHook.deregister();
        }
        if (signal != null) {
            signal.release();
        }
        if (webSocketCheck != null) {
            webSocketCheck.close();
        }
        if (metrics != null) {
            meterPublishers.forEach(MeterPublisher::withdraw);
        }
        if (engine != null) {
            SessionShutdown.to(engine, FAREWELL);
        }
        // After the end of the sessions, so that handlers of disconnections have begun, and before the end of the
        // cluster, to which they may send.
        if (ownEvents != null) {
            ownEvents.close();
        }
        // After the end of the sessions, which is sent to other nodes, and before the end of the threads, which the
        // cluster uses.
        if (cluster != null) {
            cluster.close();
        }
        slowRequests.ifPresent(RequestHeaderTimeout::close);
        if (threads != null) {
            threads.closers().close();
            webSockets.close();
            threads.close();
        }
    }
}
