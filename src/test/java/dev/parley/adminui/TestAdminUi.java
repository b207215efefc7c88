package dev.parley.adminui;

import dev.parley.api.AuthenticatedUser;
import dev.parley.audit.AuditEvent;
import dev.parley.chat.directory.SocketUser;
import dev.parley.engine.DirectExecutor;
import dev.parley.engine.EngineObserver;
import dev.parley.engine.EngineServer;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.limits.RateLimit;
import dev.parley.presence.WallClock;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.LocalAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A whole server with the Admin UI on it, from the transports up; its time and its transports belong to the test. The
 * token of a CONNECT is the name of a role.
 */
final class TestAdminUi {

    /** The actions that an operator has before the limit. */
    static final int MAX_EVENTS = 50;

    /** Clients that never have to answer a ping. */
    private static final EngineSettings ENGINE =
            new EngineSettings(Duration.ofDays(10_000), Duration.ofDays(1), 1_000_000, 10_000_000);

    private final List<AuditEvent> audit = new ArrayList<>();
    private final ManualTime time;
    private final WallClock wall;
    private final SocketServer sockets;
    private final EngineServer engine;

    private TestAdminUi(AdminUiSettings settings, String id, ManualTime time, Function<String, Adapter> adapters) {
        Executor executor = new DirectExecutor();
        this.time = time;
        this.wall = new WallClock(time);
        AdminUi ui = new AdminUi(
                settings,
                new AdminUiServices(
                        new NodeName(id, "machine", 7), id, time.timers(), time.clock(), wall, executor, audit::add),
                EngineObserver.NONE);
        sockets = new SocketServer(new SocketSettings(Duration.ofDays(1)), time.timers(), executor, adapters);
        sockets.whenMade(ui::listenTo);
        sockets.of("/");
        engine = new EngineServer(ENGINE, time.clock(), time.timers(), executor, sockets, ui.engineObserver());
        ui.open(
                sockets,
                engine,
                request -> CompletableFuture.completedStage(ConnectDecision.Admitted.with(
                        SocketUser.KEY,
                        new AuthenticatedUser(
                                "root",
                                "root",
                                Set.of(request.auth().getString("token")),
                                wall.instant().plus(Duration.ofHours(1))))),
                new RateLimit("events", MAX_EVENTS, Duration.ofMinutes(1), 10, time.clock()::nanos));
    }

    /** A node that is alone, whose UI may do everything. */
    static TestAdminUi in(AdminUiMode mode) {
        return with(new AdminUiSettings(mode, false, Optional.empty()));
    }

    static TestAdminUi with(AdminUiSettings settings) {
        return new TestAdminUi(settings, "one", new ManualTime(), name -> new LocalAdapter());
    }

    /** A node of a cluster, all of whose nodes live in the same time. */
    static TestAdminUi onBus(AdminUiMode mode, String id, ManualTime time, Function<String, ClusterBus> buses) {
        return new TestAdminUi(
                new AdminUiSettings(mode, false, Optional.empty()),
                id,
                time,
                name -> new ClusterAdapter(buses.apply(name), time.timers(), new DirectExecutor()));
    }

    ManualTime time() {
        return time;
    }

    Namespace main() {
        return sockets.of("/");
    }

    SocketServer sockets() {
        return sockets;
    }

    /** What the audit log has been given, {@code DONE root admin-ui:join / tea}. */
    List<String> audit() {
        return audit.stream()
                .map(event -> String.join(
                        " ", event.outcome().name(), event.user(), event.action(), event.target(), event.detail()))
                .toList();
    }

    /** A client that has joined a namespace, over a WebSocket. */
    WireClient joins(String namespace, String auth) {
        return joins(namespace, auth, RecordingTransport.webSocket());
    }

    WireClient joins(String namespace, String auth, RecordingTransport transport) {
        return new WireClient(engine.open(TestEngine.handshake(), transport), transport).joins(namespace, auth);
    }

    /** An operator who watches. */
    WireClient watches() {
        return joins(AdminUi.NAMESPACE, "{'token':'admin'}");
    }

    /** Somebody in the main namespace. */
    WireClient visits() {
        return joins("/", "{}");
    }
}
