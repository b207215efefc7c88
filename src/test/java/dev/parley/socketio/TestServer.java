package dev.parley.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.DirectExecutor;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSession;
import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.socketio.recovery.NamespaceRecovery;
import dev.parley.socketio.recovery.RecoverableAdapter;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoverySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** A {@link SocketServer} on a real {@link EngineServer}, whose time and transports belong to the test. */
final class TestServer {

    /** How long a client may take to join, and for its attachments. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(45);

    private static final Duration BETWEEN_PONGS = Duration.ofSeconds(10);

    private final ManualTime time;
    private final SocketServer server;
    private final EngineServer engine;

    /** A server whose namespaces have a {@link LocalAdapter}, and which runs everything on the test's thread. */
    TestServer() {
        this(name -> new LocalAdapter(), new DirectExecutor());
    }

    /** A node of a cluster, all of whose nodes live in the same time. */
    static TestServer onBus(ClusterBus bus, ManualTime time) {
        Executor executor = new DirectExecutor();
        return new TestServer(name -> new ClusterAdapter(bus, time.timers(), executor), executor, time);
    }

    /** A server with adapters of the test. */
    static TestServer withAdapters(Function<String, Adapter> adapters) {
        return new TestServer(adapters, new DirectExecutor());
    }

    /** A server whose clients may be recovered. */
    static TestServer recovering(RecoverySettings settings, RecoveryObserver observer) {
        ManualTime time = new ManualTime();
        return new TestServer(
                name -> new RecoverableAdapter(
                        new LocalAdapter(), new NamespaceRecovery(settings, time.clock(), observer)),
                new DirectExecutor(),
                time);
    }

    /** A node of a cluster, all of whose nodes live in the same time, whose clients may be recovered. */
    static TestServer recoveringOnBus(
            ClusterBus bus, ManualTime time, RecoverySettings settings, RecoveryObserver observer) {
        return recoveringOnBus(
                bus, time, new DirectExecutor(), () -> new NamespaceRecovery(settings, time.clock(), observer));
    }

    /** A node of a cluster whose nodes share a stream and sessions, and live in the same time. */
    static TestServer recoveringAcross(
            ClusterBus bus, ManualTime time, RecoverySettings settings, RecoveryObserver observer) {
        Executor executor = new DirectExecutor();
        return recoveringOnBus(
                bus,
                time,
                executor,
                () -> NamespaceRecovery.acrossNodes(
                        settings, time.clock(), observer, Optional.empty(), bus, time.timers(), executor));
    }

    private static TestServer recoveringOnBus(
            ClusterBus bus, ManualTime time, Executor executor, Supplier<NamespaceRecovery> recoveries) {
        return new TestServer(
                name -> new ClusterAdapter(
                        bus, time.timers(), executor, new RecoverableAdapter(new LocalAdapter(), recoveries.get())),
                executor,
                time);
    }

    /** A server with an executor of the test. */
    static TestServer withExecutor(Executor executor) {
        return new TestServer(name -> new LocalAdapter(), executor);
    }

    private TestServer(Function<String, Adapter> adapters, Executor executor) {
        this(adapters, executor, new ManualTime());
    }

    private TestServer(Function<String, Adapter> adapters, Executor executor, ManualTime time) {
        this.time = time;
        server = new SocketServer(new SocketSettings(CONNECT_TIMEOUT), time.timers(), executor, adapters);
        engine = new EngineServer(TestEngine.SETTINGS, time.clock(), time.timers(), executor, server);
    }

    /** A namespace of the server. */
    Namespace of(String namespace) {
        return server.of(namespace);
    }

    /** The server itself. */
    SocketServer server() {
        return server;
    }

    /** The main namespace. */
    Namespace main() {
        return of("/");
    }

    ManualTime time() {
        return time;
    }

    /** Lets time pass while some clients answer their pings. */
    void pass(Duration duration, TestClient... answering) {
        Duration left = duration;
        while (!left.isZero()) {
            Duration step = left.compareTo(BETWEEN_PONGS) < 0 ? left : BETWEEN_PONGS;
            time.advance(step);
            for (TestClient client : answering) {
                client.transport().receive(EnginePacket.PONG);
            }
            left = left.minus(step);
        }
    }

    EngineServer engine() {
        return engine;
    }

    /** A client over a WebSocket that has joined nothing yet. */
    TestClient opens() {
        return opens(RecordingTransport.webSocket());
    }

    TestClient opens(RecordingTransport transport) {
        EngineSession session = engine.open(TestEngine.handshake(), transport);
        TestClient client = new TestClient(session, transport);
        client.heard();
        return client;
    }

    /** A client that has joined the main namespace, which is made if it was not there. */
    TestClient joins() {
        return joins("/");
    }

    /** A client that has joined a namespace, which is made if it was not there. */
    TestClient joins(String namespace) {
        of(namespace);
        TestClient client = opens();
        client.join(namespace);
        return client;
    }

    /** The server's side of what a client has in a namespace. */
    Socket socket(TestClient client, String namespace) {
        return of(namespace).socket(client.sid(namespace)).orElseThrow();
    }

    /** The server's side of what a client has in the main namespace. */
    Socket socket(TestClient client) {
        return socket(client, "/");
    }

    /** Fails unless the server is as if nobody had ever been there. */
    void assertNothingIsLeft(String... namespaces) {
        assertThat(engine.sessions()).as("sessions").isEmpty();
        assertThat(engine.openSessions()).as("open sessions").isZero();
        assertThat(time.pending()).as("timers").isZero();
        for (String namespace : namespaces) {
            assertThat(of(namespace).sockets()).as("sockets of " + namespace).isEmpty();
            assertThat(of(namespace).adapter().localRooms())
                    .as("rooms of " + namespace)
                    .isEmpty();
        }
    }
}
