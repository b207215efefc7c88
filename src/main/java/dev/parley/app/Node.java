package dev.parley.app;

import dev.parley.admin.AdminSettings;
import dev.parley.admission.CapacityGuard;
import dev.parley.admission.ConnectRateGuard;
import dev.parley.admission.ConnectTokenGuard;
import dev.parley.admission.DrainingGuard;
import dev.parley.admission.HandshakeRateGuard;
import dev.parley.admission.HandshakeTokenGuard;
import dev.parley.admission.RequestAddress;
import dev.parley.admission.RequestOrigin;
import dev.parley.admission.UserCapacityGuard;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatApplication;
import dev.parley.chat.ChatPorts;
import dev.parley.chat.ChatTime;
import dev.parley.chat.CheckedPublisher;
import dev.parley.chat.ClusterDirectory;
import dev.parley.chat.ForeignSockets;
import dev.parley.chat.LocalDirectory;
import dev.parley.chat.LocalPresence;
import dev.parley.chat.MessagePublisher;
import dev.parley.chat.NodeId;
import dev.parley.chat.PresenceDirectory;
import dev.parley.chat.RoomDirectory;
import dev.parley.chat.SharedDirectory;
import dev.parley.chat.TokenVerification;
import dev.parley.config.EffectiveSettings;
import dev.parley.config.Settings;
import dev.parley.engine.EngineServer;
import dev.parley.health.DataSourcePing;
import dev.parley.health.DatabaseCheck;
import dev.parley.health.NodeHealth;
import dev.parley.health.NodeReadiness;
import dev.parley.health.RedisStatus;
import dev.parley.limits.RateLimit;
import dev.parley.metrics.MeterPublisher;
import dev.parley.metrics.Meters;
import dev.parley.metrics.NodeMetrics;
import dev.parley.redis.MessagingStatus;
import dev.parley.redis.RedisMessaging;
import dev.parley.redis.RedisPresence;
import dev.parley.security.RoomAccessPolicy;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.transport.EngineRoute;
import dev.parley.transport.websocket.TyrusIdleTimer;
import dev.parley.transport.websocket.WebSocketTransports;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The object graph of a node: what the layers are made of and how they are put together. Started and stopped once, by
 * {@link Bootstrap}; produces the beans that others may inject.
 */
@ApplicationScoped
public class Node {

    private static final long MAX_TRACKED_KEYS = 100_000;
    /** In a window. A client needs one for each namespace and each renewal of a token that was refused. */
    private static final int CONNECTS_OF_A_SESSION = 10;
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

    private final Clock wall = Clock.systemUTC();
    private final NodeId id = NodeId.random(HostName.text());
    private final DrainingGuard draining = new DrainingGuard();
    private final Meters meters = new Meters();

    private NodeThreads threads;
    private Optional<RedisMessaging> messaging = Optional.empty();
    /** How Redis is; empty without Redis. */
    private Optional<Supplier<RedisStatus>> redis = Optional.empty();

    private WebSocketTransports webSockets;
    private ShutdownHook shutdownHook;
    private EngineServer engine;
    private Optional<RedisPresence> shared = Optional.empty();
    private PresenceDirectory presence;
    private Chat chat;
    private NodeMetrics metrics;
    private EffectiveSettings effective;
    private ClusterDirectory directory;
    private AdminSettings admin;

    /** Builds everything from the settings and puts it into the web application, which is starting. */
    void start(ServletContext context, Settings settings) {
        effective = settings.effective();
        TokenKeys keys = settings.jwt()
                .map(jwt -> TokenKeys.configured(jwt, wall))
                .orElseGet(() -> TokenKeys.ofDevelopment(DevelopmentConfigSource.keys(), wall));
        threads = new NodeThreads(threadFactory);
        webSockets = new WebSocketTransports(threads.executor(), threadFactory, threads.timers());
        messaging = settings.redis()
                .map(address ->
                        new RedisMessaging(address, id.text(), threads.clock(), threadFactory, threads.executor()));
        redis = messaging.<Supplier<RedisStatus>>map(messages -> () -> status(messages.status()));
        SocketServer sockets = new SocketServer(settings.socket(), threads.timers(), threads.executor(), this::adapter);
        TokenVerification tokens = TokenVerification.by(keys.verifier(), threads.executor());
        installChat(sockets.of("/"), settings, tokens);
        admin = new AdminSettings(
                settings.admission().origins(),
                settings.engine().maxPayload(),
                settings.path(),
                keys.development().isPresent());
        engine = new EngineServer(
                settings.engine(), threads.clock(), threads.timers(), threads.executor(), sockets, meters.engine());
        engine.watchForStalls();
        keys.development().ifPresent(development -> DevelopmentMode.install(context, settings, development));
        RouteInstaller.install(context, List.of(route(settings, keys)), threads, meters.refusals());
        UnauthorizedServlet.install(context, settings.admission().origins(), meters.refusals());
        TyrusIdleTimer.silence(context.getAttribute(TyrusIdleTimer.CONTAINER_ATTRIBUTE));
        observe(settings);
        shutdownHook = ShutdownHook.register(this::stop);
    }

    private static RedisStatus status(MessagingStatus messages) {
        return messages.isConnected() ? new RedisStatus(true, messages.latency()) : RedisStatus.AWAY;
    }

    private Adapter adapter(String namespace) {
        return messaging
                .<Adapter>map(messages -> new ClusterAdapter(
                        messages.bus(namespace), threads.timers(), threads.executor(), meters.deliveries()))
                .orElseGet(() -> new LocalAdapter(meters.deliveries()));
    }

    /** The last step of the start: from now on the node says that it is ready. */
    private void observe(Settings settings) {
        IntSupplier rooms = () -> chat.rooms().names().size();
        metrics = new NodeMetrics(meters, engine, rooms, redis, threads.clock(), wall).watching(threads.timers());
        meterPublishers.forEach(publisher -> publisher.publish(metrics.meters()));
        health.started(new NodeReadiness(
                new RunningNode(draining, engine, rooms, threads),
                redis,
                settings.dataSource().map(this::check),
                wall));
    }

    private BooleanSupplier check(String dataSource) {
        return new DatabaseCheck(
                new DataSourcePing(dataSource, DATABASE_PATIENCE),
                threads.executor(),
                DATABASE_PATIENCE,
                threads.clock()::nanos);
    }

    private void installChat(Namespace namespace, Settings settings, TokenVerification tokens) {
        ChatTime time = new ChatTime(threads.timers(), threads.executor(), threads.clock(), wall);
        shared = settings.redis()
                .map(address -> new RedisPresence(
                        address, id.text(), threadFactory, threads.executor(), threads.clock(), wall));
        presence = shared.<PresenceDirectory>map(Function.identity()).orElseGet(() -> new LocalPresence(wall));
        ChatPorts ports = new ChatPorts(
                validator,
                roomAccess.isResolvable() ? roomAccess.get() : settings.roomRules(),
                rate("events", settings.admission().events(), settings),
                presence,
                tokens,
                meters.errors());
        namespace.observe(meters.events(), threads.clock());
        // In this order: what the chat's own guard reads, nobody reads for somebody who has no token.
        namespace
                .guard(new ConnectRateGuard(rate("connects", CONNECTS_OF_A_SESSION, settings), wall))
                .guard(new UserCapacityGuard(
                        new ConnectTokenGuard(tokens, wall),
                        settings.admission().maxConnectionsPerUser(),
                        userId -> chat.rooms().connectionsOf(userId),
                        wall));
        chat = new ChatApplication(settings.chat(), ports, time).install(namespace);
        directory = directory(namespace);
    }

    private ClusterDirectory directory(Namespace namespace) {
        LocalDirectory local = new LocalDirectory(namespace, chat.rooms(), id);
        namespace.describe(local::describe);
        return shared.<ClusterDirectory>map(nodes -> new SharedDirectory(
                        namespace, local, nodes, () -> nodes.nodes().keySet(), new ForeignSockets(wall), id))
                .orElse(local);
    }

    private EngineRoute route(Settings settings, TokenKeys keys) {
        Settings.Admission admission = settings.admission();
        RequestOrigin origins = new RequestOrigin(admission.origins());
        RequestAddress addresses = new RequestAddress(admission.trustedProxies());
        return new EngineRoute(
                settings.path(),
                engine,
                List.of(
                        draining,
                        origins,
                        new CapacityGuard(admission.maxConnections(), engine::openSessions),
                        new HandshakeRateGuard(rate("handshakes", admission.handshakes(), settings), addresses),
                        new HandshakeTokenGuard(keys.verifier(), keys.settings(), admission.tokenInQuery(), origins)),
                origins,
                addresses);
    }

    private RateLimit rate(String name, int events, Settings settings) {
        return new RateLimit(name, events, settings.admission().window(), MAX_TRACKED_KEYS, threads.clock()::nanos);
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
        shared.ifPresent(RedisPresence::close);
        messaging.ifPresent(RedisMessaging::close);
        if (threads != null) {
            webSockets.close();
            threads.close();
        }
    }

    /** For whoever takes the node out of service before it ends. */
    @Produces
    @Singleton
    DrainingGuard draining() {
        return draining;
    }

    /** What the node counts and measures. */
    @Produces
    @Singleton
    NodeMetrics metrics() {
        return metrics;
    }

    /** For the endpoint. */
    @Produces
    @Singleton
    WebSocketTransports transports() {
        return webSockets;
    }

    /** For the eyes of administrators. */
    @Produces
    @Singleton
    EffectiveSettings effective() {
        return effective;
    }

    /** The rooms for people. */
    @Produces
    @Singleton
    RoomDirectory rooms() {
        return chat.rooms();
    }

    /** For backends in the same application. */
    @Produces
    @Singleton
    MessagePublisher publisher() {
        return chat.publisher();
    }

    /** For backends that send JSON. */
    @Produces
    @Singleton
    CheckedPublisher checkedPublisher() {
        return chat.checkedPublisher();
    }

    /** The sockets and rooms of all nodes. */
    @Produces
    @Singleton
    ClusterDirectory directory() {
        return directory;
    }

    /** The name of this node. */
    @Produces
    @Singleton
    NodeId id() {
        return id;
    }

    /** For the HTTP side. */
    @Produces
    @Singleton
    AdminSettings admin() {
        return admin;
    }

    /** Who is there. */
    @Produces
    @Singleton
    PresenceDirectory presence() {
        return presence;
    }
}
