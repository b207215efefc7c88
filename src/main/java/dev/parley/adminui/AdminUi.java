package dev.parley.adminui;

import dev.parley.engine.EngineObserver;
import dev.parley.engine.EngineServer;
import dev.parley.limits.RateLimit;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import java.util.Optional;

/**
 * The Admin UI of one node. It is put together in three steps, in the order of the methods: it counts what the engine
 * does, it listens to each namespace that is made, and then it opens its own.
 *
 * <p>The wire is that of {@code @socket.io/admin-ui} 0.5.1.
 */
public final class AdminUi {

    /** The namespace of the UI. */
    public static final String NAMESPACE = "/admin";

    private final AdminUiSettings settings;
    private final AdminUiServices node;
    private final TrafficCounts traffic;
    private final ChangeQueue changes;
    private final TransportChanges transports;
    /** Set by {@link #open}, before anybody can connect. */
    private volatile Watchers watchers;

    private volatile Namespace admin;
    private volatile AllSockets all;

    /**
     * The UI of a node, with nobody in it.
     *
     * @param engine gets all that the engine reports, too
     */
    public AdminUi(AdminUiSettings settings, AdminUiServices node, EngineObserver engine) {
        this.settings = settings;
        this.node = node;
        this.traffic = new TrafficCounts(engine);
        this.changes = new ChangeQueue(
                node.timers(),
                node.executor(),
                change -> admin.everybody().emit(change.event(), change.arguments()),
                () -> all.lost());
        this.transports = new TransportChanges(changes);
    }

    /** The observer for the engine. */
    public EngineObserver engineObserver() {
        return traffic;
    }

    /** Listens to a namespace that has just been made, if single sockets are shown. */
    public void listenTo(Namespace namespace) {
        if (settings.showsAllEvents()) {
            boolean own = namespace.name().equals(NAMESPACE);
            new NamespaceFeed(namespace.name(), !own, this::isWatched, changes, transports, node.wall())
                    .listenTo(namespace);
        }
    }

    private boolean isWatched() {
        Watchers there = watchers;
        return there != null && there.areThere();
    }

    /**
     * Opens the namespace of the UI, whose rates and numbers of connections the caller limits.
     *
     * @param tokens verifies the token of a CONNECT, and sets its user
     * @param events limits what one operator does
     */
    public void open(SocketServer sockets, EngineServer engine, ConnectGuard tokens, RateLimit events) {
        Namespace own = sockets.of(NAMESPACE);
        admin = own;
        LoginSessions sessions = new LoginSessions(node.wall());
        Optional<PasswordCheck> passwords =
                settings.account().map(account -> new PasswordCheck(account, node.executor(), node.monotonic()::nanos));
        all = new AllSockets(sockets, own, node.timers(), node.executor());
        watchers = new Watchers(
                own,
                node.id(),
                node.monotonic(),
                node.timers(),
                node.executor(),
                new Watching(
                        own,
                        new ServerStatistics(node.name(), node.monotonic(), sockets, engine),
                        traffic,
                        changes,
                        transports,
                        node.wall()));
        own.guard(new AdminUiGuard(tokens, passwords, sessions, node.wall()));
        new OperatorSessions(settings, node, watchers, all, sessions, events, sockets, transports).install(own);
        if (!settings.readOnly()) {
            new OperatorActions(sockets, node.audit(), node.executor()).install(own);
        }
        watchers.listen();
        all.listen();
    }
}
