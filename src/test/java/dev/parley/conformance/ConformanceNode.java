package dev.parley.conformance;

import dev.parley.app.NodeThreads;
import dev.parley.app.RouteInstaller;
import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineListener;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.SessionListener;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.redis.RedisMessaging;
import dev.parley.redis.RedisSettings;
import dev.parley.redis.RedisUrl;
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
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.websocket.WebSocketTransports;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletContext;
import java.time.Duration;
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

    @Resource
    private ManagedThreadFactory threadFactory;

    private NodeThreads threads;
    private WebSocketTransports webSockets;
    private RedisMessaging messaging;

    void start(ServletContext context) {
        threads = new NodeThreads(threadFactory);
        webSockets = new WebSocketTransports(threads.executor(), threadFactory, threads.timers());
        EngineSettings settings =
                new EngineSettings(Duration.ofMillis(300), pingTimeout(), MAX_PAYLOAD, MAX_PAYLOAD * 4);
        SocketServer sockets = new SocketServer(
                new SocketSettings(Duration.ofMillis(1000)), threads.timers(), threads.executor(), this::adapter);
        messaging().ifPresent(redis -> ClusterCommands.install(sockets.of("/cluster"), redis.node()));
        install(sockets.of("/"));
        install(sockets.of("/custom"));
        RouteInstaller.install(
                context,
                List.of(route("/engine.io", settings, Echo::new), route("/socket.io", settings, sockets)),
                threads);
    }

    /** Of a node that was told of a Redis, and has a name. */
    private Optional<RedisMessaging> messaging() {
        if (messaging == null && System.getenv("REDIS_URL") != null) {
            RedisSettings redis = RedisUrl.parse(System.getenv("REDIS_URL"), RedisSettings.DEFAULT_KEY);
            String name = System.getenv("CONFORMANCE_NODE");
            messaging = new RedisMessaging(redis, name, threads.clock(), threadFactory, threads.executor());
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

    private EngineRoute route(String path, EngineSettings settings, EngineListener application) {
        EngineServer server =
                new EngineServer(settings, threads.clock(), threads.timers(), threads.executor(), application);
        return new EngineRoute(path, server, List.of(), request -> Optional.empty(), HandshakeRequest::peerAddress);
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

    /** For the endpoint. */
    @Produces
    @Singleton
    WebSocketTransports transports() {
        return webSockets;
    }

    /** Sends back whatever comes. */
    private record Echo(EngineSession session) implements SessionListener {
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
