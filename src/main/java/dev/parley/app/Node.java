package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admission.DrainingGuard;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatApplication;
import dev.parley.chat.ChatPorts;
import dev.parley.chat.ChatTime;
import dev.parley.chat.NodeId;
import dev.parley.chat.TokenVerification;
import dev.parley.config.Settings;
import dev.parley.engine.EngineServer;
import dev.parley.health.DataSourcePing;
import dev.parley.health.DatabaseCheck;
import dev.parley.health.NodeHealth;
import dev.parley.health.NodeReadiness;
import dev.parley.metrics.MeterPublisher;
import dev.parley.metrics.Meters;
import dev.parley.metrics.NodeMetrics;
import dev.parley.security.RoomAccessPolicy;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.transport.websocket.TyrusIdleTimer;
import dev.parley.transport.websocket.WebSocketTransports;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The object graph of a node: what the layers are made of and how they are put together. Started and stopped once, by
 * {@link Bootstrap}; {@link NodeBeans} gives its parts to others.
 */
@ApplicationScoped
public class Node {

    /** Enough for all who read or poll; the others would only hold up the end. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** Balancers do not wait long either. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);

    @Resource
    private ManagedThreadFactory threadFactory;

    @Inject
    private Validator validator;

    /** An application's own policy, in place of the configured rules. */
    @Inject
    private Instance<RoomAccessPolicy> roomAccess;

    /** Those that this server has what they need. */
    @Inject
    private Instance<MeterPublisher> meterPublishers;

    @Inject
    private NodeHealth health;

    @Inject
    private NodeBeans beans;

    private final Clock wall = Clock.systemUTC();
    private final NodeId id = NodeId.random(HostName.text());
    private final DrainingGuard draining = new DrainingGuard();
    private final Meters meters = new Meters();

    private NodeThreads threads;
    private WebSocketTransports webSockets;
    private Cluster cluster;
    private Chat chat;
    private EngineServer engine;
    private NodeMetrics metrics;
    private ShutdownHook shutdownHook;

    /** Builds everything from the settings and puts it into the web application, which is starting. */
    void start(ServletContext context, Settings settings) {
        TokenKeys keys = settings.jwt()
                .map(jwt -> TokenKeys.configured(jwt, wall))
                .orElseGet(() -> TokenKeys.ofDevelopment(DevelopmentConfigSource.keys(), wall));
        threads = new NodeThreads(threadFactory);
        webSockets = new WebSocketTransports(threads.executor(), threadFactory, threads.timers());
        cluster = new Cluster(settings.redis(), id, threadFactory, threads, wall);
        SocketServer sockets = new SocketServer(
                settings.socket(),
                threads.timers(),
                threads.executor(),
                namespace -> cluster.adapter(namespace, meters.deliveries()));
        Guards guards = new Guards(settings, threads.clock());
        Namespace namespace = sockets.of("/");
        chat = installChat(namespace, guards, settings, TokenVerification.by(keys.verifier(), threads.executor()));
        engine = new EngineServer(
                settings.engine(), threads.clock(), threads.timers(), threads.executor(), sockets, meters.engine());
        engine.watchForStalls();
        keys.development().ifPresent(development -> DevelopmentMode.install(context, settings, development));
        RouteInstaller.install(context, List.of(guards.route(engine, keys, draining)), threads, meters.refusals());
        UnauthorizedServlet.install(context, settings.admission().origins(), meters.refusals());
        TyrusIdleTimer.silence(context.getAttribute(TyrusIdleTimer.CONTAINER_ATTRIBUTE));
        metrics = new NodeMetrics(meters, engine, chat.rooms()::names, cluster.meters(), threads.clock(), wall)
                .watching(threads.timers());
        meterPublishers.forEach(publisher -> publisher.publish(metrics.meters()));
        beans.offer(new NodeParts(
                id,
                settings.effective(),
                adminSettings(settings),
                draining,
                webSockets,
                chat,
                cluster.presence(),
                cluster.directory(namespace, chat.rooms()),
                metrics,
                cluster.metrics(namespace, metrics)));
        health.started(readiness(settings));
        shutdownHook = ShutdownHook.register(this::stop);
    }

    private Chat installChat(Namespace namespace, Guards guards, Settings settings, TokenVerification tokens) {
        ChatTime time = new ChatTime(threads.timers(), threads.executor(), threads.clock(), wall);
        ChatPorts ports = new ChatPorts(
                validator,
                roomAccess.isResolvable() ? roomAccess.get() : settings.roomRules(),
                guards.events(),
                cluster.presence(),
                tokens,
                meters.errors());
        namespace.observe(meters.events(), threads.clock());
        guards.protect(namespace, tokens, userId -> chat.rooms().connectionsOf(userId), wall);
        return new ChatApplication(settings.chat(), ports, time).install(namespace);
    }

    private static AdminSettings adminSettings(Settings settings) {
        return new AdminSettings(
                settings.admission().origins(),
                settings.engine().maxPayload(),
                settings.path(),
                settings.isDevelopmentMode());
    }

    private NodeReadiness readiness(Settings settings) {
        return new NodeReadiness(
                new RunningNode(draining, engine, () -> chat.rooms().names().size(), threads),
                cluster.redis(),
                settings.dataSource().map(this::check),
                wall);
    }

    private BooleanSupplier check(String dataSource) {
        return new DatabaseCheck(
                new DataSourcePing(dataSource, DATABASE_PATIENCE),
                threads.executor(),
                DATABASE_PATIENCE,
                threads.clock()::nanos);
    }

    /**
     * Lets nobody in any more, says goodbye to all clients and ends the threads. Comes from the end of the application and
     * from that of the process, from both perhaps, and whoever is second waits for the first.
     */
    synchronized void stop() {
        draining.drain();
        if (shutdownHook != null) {
            shutdownHook.deregister();
        }
        if (metrics != null) {
            meterPublishers.forEach(MeterPublisher::withdraw);
        }
        if (engine != null) {
            Farewell.to(engine, FAREWELL);
        }
        // After the farewell, which others hear of, and before the threads that they use.
        if (cluster != null) {
            cluster.close();
        }
        if (threads != null) {
            webSockets.close();
            threads.close();
        }
    }
}
