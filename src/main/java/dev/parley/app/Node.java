package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admin.AnswerDeadline;
import dev.parley.admission.DrainingGuard;
import dev.parley.api.RoomAccessPolicy;
import dev.parley.app.development.DevelopmentConfigSource;
import dev.parley.audit.AuditLog;
import dev.parley.chat.Chat;
import dev.parley.chat.directory.NodeId;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.config.InvalidSettingException;
import dev.parley.config.Settings;
import dev.parley.engine.EngineServer;
import dev.parley.events.cdi.EventsExtension;
import dev.parley.events.document.EventDocuments;
import dev.parley.health.NodeHealth;
import dev.parley.idempotency.Idempotency;
import dev.parley.metrics.MeterPublisher;
import dev.parley.metrics.Meters;
import dev.parley.metrics.NodeMetrics;
import dev.parley.security.RequestTokens;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.recovery.RecoverySettings;
import dev.parley.socketio.recovery.SharedRecoveryBudget;
import dev.parley.transport.RefusalObserver;
import dev.parley.transport.container.liberty.LibertyNettyWarning;
import dev.parley.transport.websocket.WebSocketTransportFactory;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Any;
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
 * Creates and connects the objects of all layers of a node, in one place, so that this class is longer than others. {@link Bootstrap} starts and stops it once.
 * {@link NodeBeans} makes its parts available for injection.
 */
@ApplicationScoped
public class Node {

    /** Long enough for all clients that read or poll; other clients would only delay the shutdown. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** A server that undeploys the application, or ends by itself, waits for it, but its users wait, too. */
    private static final Duration LATE_DRAIN = Duration.ofSeconds(2);

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

    /** What this server may lack is looked for among them. */
    @Inject
    @Any
    private Instance<Object> allBeans;

    @Inject
    private NodeHealth health;

    @Inject
    private NodeBeans beans;

    private final Clock wall = Clock.systemUTC();
    private final NodeId id = NodeId.random(HostName.text());
    private final DrainingGuard draining = new DrainingGuard();
    private final Meters meters = new Meters();
    private final List<MeterPublisher> publishers = new ArrayList<>();

    private NodeThreads threads;
    private WebSocketTransportFactory webSockets;
    private ClusterComponents cluster;
    private OwnEvents ownEvents;
    private EngineServer engine;
    private Drain drain;
    private Duration drainTimeout = Duration.ZERO;
    private NodeMetrics metrics;
    private WebComponents web;
    private WebSocketCheck webSocketCheck;
    private ShutdownHook shutdownHook;
    private TerminationSignal signal;
    private boolean stopped;

    /** Builds all parts from the settings and registers them in the web application, which is starting. */
    void start(ServletContext context, Settings settings) {
        int remembered = settings.admission().rememberedTokens();
        TokenKeys keys = settings.jwt()
                .map(jwt -> TokenKeys.configured(jwt, wall, remembered))
                .orElseGet(() ->
                        TokenKeys.ofDevelopment(DevelopmentConfigSource.keys().keys(), wall, remembered));
        checkNamespaces(context, settings);
        LibertyNettyWarning.warn(context.getServerInfo());
        threads = new NodeThreads(threadFactory);
        webSockets = new WebSocketTransportFactory(
                threads.closers(), threads.closing(), threadFactory, threads.timers(), threads.readLoops());
        ClusterComponents others = new ClusterComponents(settings.redis(), id, threadFactory, threads, wall);
        cluster = others;
        AdmissionComponents guards = new AdmissionComponents(
                settings, threads.clock(), threads.timers(), events.namespaces().size());
        AuditLog audit = new AuditLog(settings.audit(), wall, threads.clock()::nanos);
        TracingComponents tracing = TracingComponents.find(settings.tracing(), allBeans);
        tracing.meters().ifPresent(publishers::add);
        meterPublishers.forEach(publishers::add);
        RefusalObserver refusals = new AuditedRefusals(meters.refusals(), audit);
        AdminUiComponents adminUi = new AdminUiComponents(settings, id, threads, wall, audit, meters.engine());
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
        SharedRecoveryBudget ofPatterns = new SharedRecoveryBudget(settings.recovery());
        SocketServer sockets = new SocketServer(
                settings.socket(),
                threads.timers(),
                threads.executor(),
                name -> adminUi.isOwn(name)
                        ? others.adapter(name)
                        : adapter(name, others, own.namespaces(), tracing, settings.recovery(), ofPatterns));
        adminUi.listenTo(sockets);
        sockets.whenMade(namespace -> {
            if (!adminUi.isOwn(namespace.name())) {
                tracing.trace(namespace);
            }
        });
        own.begin(sockets, settings.ownEvents().maxNamespaces());
        Namespace namespace = sockets.of("/");
        Idempotency idempotency = new Idempotency(
                settings.idempotency(), others.keys(), threads.clock(), threads.timers(), threads.executor(), wall);
        Optional<Chat> chat = new ChatComponents(settings, validator, roomPolicy(), threads, wall, meters)
                .install(namespace, guards, others, idempotency, tokens, audited);
        if (chat.isEmpty()) {
            own.namespaces().closeUnlessDeclared(namespace);
        }
        engine = new EngineServer(
                settings.engine(),
                threads.clock(),
                threads.timers(),
                threads.executor(),
                sockets,
                adminUi.engineObserver());
        engine.watchForStalls();
        adminUi.open(sockets, engine, guards, tokens, threads, wall, audited);
        drain = new Drain(draining, engine, threads, settings.drainTimeout(), audit, wall);
        web = WebComponents.install(
                context,
                settings,
                guards.route(engine, keys, draining).keeping(tracing.headers()),
                threads,
                webSockets,
                refusals);
        Supplier<Set<String>> rooms =
                () -> chat.map(Chat::rooms).map(RoomDirectory::names).orElse(Set.of());
        metrics = new NodeMetrics(meters, engine, rooms, cluster.meters(), threads.clock(), wall)
                .counting(threads.closing())
                .countingReadStalls(threads.readLoops()::stalls)
                .watching(threads.timers(), threads.executor());
        publishers.forEach(publisher -> publisher.publish(metrics.meters(), root(context)));
        beans.offer(new NodeParts(
                id,
                settings.effective(),
                adminSettings(settings),
                new AnswerDeadline(threads.timers(), threads.executor()),
                new RequestTokens(keys.verifier(), keys.settings()),
                idempotency,
                audit,
                draining,
                drain,
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
        webSocketCheck = WebSocketCheck.begin(web.probe(), path, settings.port(), threadFactory);
        drainTimeout = settings.drainTimeout();
        shutdownHook = ShutdownHook.register(this::stop);
        signal = TerminationSignal.intercept(() -> stop(drainTimeout));
    }

    private Optional<RoomAccessPolicy> roomPolicy() {
        return roomAccess.isResolvable() ? Optional.of(roomAccess.get()) : Optional.empty();
    }

    private void checkNamespaces(ServletContext context, Settings settings) {
        List<String> faults = new ArrayList<>(events.faults(NamespaceClasses.of(context)));
        faults.addAll(NamespaceConflict.faults(
                events.namespaces(),
                settings.chat().isPresent(),
                settings.adminUi().isOn()));
        if (!faults.isEmpty()) {
            throw new InvalidSettingException(String.join("; ", faults));
        }
    }

    /** Namespaces of patterns share one bound of what they keep, because there may be very many of them. */
    private Adapter adapter(
            String name,
            ClusterComponents others,
            EventNamespaces own,
            TracingComponents tracing,
            RecoverySettings settings,
            SharedRecoveryBudget ofPatterns) {
        boolean named = name.equals("/") || own.isNamed(name);
        return others.adapter(
                name,
                tracing.counting(own.deliveries(name, meters.deliveries())),
                settings,
                meters.recoveries(),
                named ? Optional.empty() : Optional.of(ofPatterns));
    }

    private static String root(ServletContext context) {
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }

    private static AdminSettings adminSettings(Settings settings) {
        return new AdminSettings(
                settings.admission().origins(),
                settings.engine().maxPayload(),
                settings.path(),
                settings.isDevelopmentMode(),
                settings.consoleSignIn());
    }

    /** Stops the node as {@link #stop(Duration)} in the short time that a server leaves for it when it ends already. */
    void stop() {
        stop(drainTimeout.compareTo(LATE_DRAIN) < 0 ? drainTimeout : LATE_DRAIN);
    }

    /**
     * Refuses new sessions, sends all clients away and stops the threads. The end of the application, a shutdown hook and
     * a signal handler may all call this method. A later call waits until the first one has finished, and does nothing.
     *
     * @param drainingFor how long it may take to send the clients away; whoever is left then is closed at once
     */
    private synchronized void stop(Duration drainingFor) {
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
        if (drain != null) {
            drain.finish(drainingFor);
        }
        if (metrics != null) {
            publishers.forEach(MeterPublisher::withdraw);
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
        if (web != null) {
            web.close();
        }
        if (threads != null) {
            threads.closers().close();
            webSockets.close();
            threads.close();
        }
    }
}
