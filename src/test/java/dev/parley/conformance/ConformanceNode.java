package dev.parley.conformance;

import dev.parley.app.MessagingWires;
import dev.parley.app.NodeThreads;
import dev.parley.app.RouteInstaller;
import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.SessionAcceptor;
import dev.parley.engine.SessionListener;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.connection.RedisUrl;
import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.messaging.RedisMessaging;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.transport.EngineRoute;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.websocket.WebSocketTransportFactory;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Builds and holds the conformance application. */
@ApplicationScoped
public class ConformanceNode {

    private static final AttributeKey<JsonObject> AUTH = new AttributeKey<>("auth", JsonObject.class);
    private static final int MAX_PAYLOAD = 1_000_000;
    /** What the official suites expect; other tests may ask for more, so that a busy machine fails none of them. */
    private static final String PING_TIMEOUT = "200";

    /** The value of {@code CONFORMANCE_SUITES} with which the node talks to the suites of the stock clients. */
    private static final String CLIENT_SUITES = "clients";

    @Resource
    private ManagedThreadFactory threadFactory;

    private NodeThreads threads;
    private WebSocketTransportFactory webSockets;
    private RedisMessaging messaging;

    void start(ServletContext context) {
        threads = new NodeThreads(threadFactory);
        webSockets = new WebSocketTransportFactory(
                threads.closers(), threads.closing(), threadFactory, threads.timers(), threads.readLoops());
        RouteInstaller.install(
                context, isForClientSuites() ? clientSuites(context) : protocolSuites(), threads, webSockets);
    }

    private static boolean isForClientSuites() {
        return CLIENT_SUITES.equals(System.getenv("CONFORMANCE_SUITES"));
    }

    private List<EngineRoute> protocolSuites() {
        EngineSettings settings =
                new EngineSettings(Duration.ofMillis(300), pingTimeout(), MAX_PAYLOAD, MAX_PAYLOAD * 4);
        SocketServer sockets = socketServer();
        sockets.whenMade(namespace -> namespace.trace(new ContextOnTheWire(), false));
        messaging().ifPresent(redis -> ClusterCommands.install(sockets.of("/cluster"), redis.node()));
        install(sockets.of("/"));
        install(sockets.of("/custom"));
        return List.of(
                route("/engine.io", settings, List.of(), Echo::new), route("/socket.io", settings, List.of(), sockets));
    }

    private List<EngineRoute> clientSuites(ServletContext context) {
        ClientSuiteCookies cookies = new ClientSuiteCookies();
        FilterRegistration.Dynamic filter = context.addFilter("cookies of the client suite", cookies);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/engine.io/*");
        SocketServer sockets = socketServer();
        SocketClientSuite.install(sockets);
        return List.of(
                route(
                        "/engine.io",
                        EngineClientSuite.SETTINGS,
                        List.of(EngineClientSuite::guard),
                        new EngineClientSuite(cookies)),
                route("/socket.io", SocketClientSuite.SETTINGS, List.of(SocketClientSuite::guard), sockets));
    }

    private SocketServer socketServer() {
        return new SocketServer(
                new SocketSettings(Duration.ofMillis(1000)), threads.timers(), threads.executor(), this::adapter);
    }

    /** Of a node that was told of a Redis, and has a name. */
    private Optional<RedisMessaging> messaging() {
        if (messaging == null && System.getenv("REDIS_URL") != null) {
            RedisSettings redis = RedisUrl.parse(System.getenv("REDIS_URL"), RedisSettings.DEFAULT_KEY);
            RedisWire wire = RedisWire.named(System.getenv().getOrDefault("REDIS_ADAPTER", RedisWire.PUBSUB.text()));
            String name = System.getenv("CONFORMANCE_NODE");
            messaging = new RedisMessaging(
                    redis,
                    MessagingWires.of(wire),
                    name,
                    threads.clock(),
                    threadFactory,
                    threads.executor(),
                    threads.executor());
        }
        return Optional.ofNullable(messaging);
    }

    private Adapter adapter(String namespace) {
        return messaging()
                .<Adapter>map(redis -> new ClusterAdapter(redis.bus(namespace), threads.timers(), threads.executor()))
                .orElseGet(LocalAdapter::new);
    }

    private static Duration pingTimeout() {
        return Duration.ofMillis(
                Long.parseLong(System.getenv().getOrDefault("CONFORMANCE_PING_TIMEOUT", PING_TIMEOUT)));
    }

    private EngineRoute route(
            String path, EngineSettings settings, List<HandshakeGuard> guards, SessionAcceptor application) {
        EngineServer server =
                new EngineServer(settings, threads.clock(), threads.timers(), threads.executor(), application);
        return new EngineRoute(path, server, guards, request -> Optional.empty(), HandshakeRequest::peerAddress);
    }

    private static void install(Namespace namespace) {
        namespace
                .guard(request -> CompletableFuture.completedStage(ConnectDecision.Admitted.with(AUTH, request.auth())))
                .listen(new ConnectionListener() {
                    @Override
                    public void connected(Socket socket) {
                        socket.emit("auth", socket.attribute(AUTH));
                    }
                })
                .on("message", (socket, event) -> socket.emit("message-back", event.arguments()))
                .on("message-with-ack", (socket, event) -> event.ack().send(event.arguments()));
    }

    void stop() {
        if (messaging != null) {
            messaging.close();
        }
        if (threads != null) {
            webSockets.close();
            threads.close();
        }
    }

    /** Sends back whatever comes. */
    private record Echo(EngineSession session) implements SessionListener {
        /** Accepts every client, and allows it the longest messages. */
        Echo {
            session.identified();
        }

        @Override
        public void onMessage(String text) {
            session.send(EnginePacket.message(text));
        }

        @Override
        public void onMessage(byte[] binary) {
            session.send(EnginePacket.message(binary));
        }

        @Override
        public void onClose(CloseReason reason) {
            // An echo has nothing to clean up.
        }
    }
}
