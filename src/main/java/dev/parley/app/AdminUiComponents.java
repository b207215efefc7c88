package dev.parley.app;

import dev.parley.adminui.AdminUi;
import dev.parley.adminui.AdminUiServices;
import dev.parley.adminui.AdminUiSettings;
import dev.parley.adminui.NodeName;
import dev.parley.audit.AuditLog;
import dev.parley.chat.directory.NodeId;
import dev.parley.chat.directory.SocketUser;
import dev.parley.config.Settings;
import dev.parley.engine.EngineObserver;
import dev.parley.engine.EngineServer;
import dev.parley.session.TokenVerification;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The Admin UI of a node, if the settings want it; otherwise nothing of it is there. */
final class AdminUiComponents {

    private final Optional<AdminUi> ui;
    private final EngineObserver engine;

    /**
     * Prepares the UI.
     *
     * @param engine counts what the engine does, with or without the UI
     */
    AdminUiComponents(
            Settings settings, NodeId id, NodeThreads threads, Clock wall, AuditLog audit, EngineObserver engine) {
        AdminUiServices services = new AdminUiServices(
                NodeName.of(HostName.text(), settings.redis().isPresent()),
                id.text(),
                threads.timers(),
                threads.clock(),
                wall,
                threads.executor(),
                audit::record);
        ui = Optional.of(settings.adminUi())
                .filter(AdminUiSettings::isOn)
                .map(wanted -> new AdminUi(wanted, services, engine));
        this.engine = engine;
    }

    /** The observer for the engine. */
    EngineObserver engineObserver() {
        return ui.map(AdminUi::engineObserver).orElse(engine);
    }

    /** Whether it is the namespace of the UI. */
    boolean isOwn(String namespace) {
        return ui.isPresent() && namespace.equals(AdminUi.NAMESPACE);
    }

    /** Sees the namespaces that a server makes from now on. */
    void listenTo(SocketServer sockets) {
        ui.ifPresent(wanted -> sockets.whenMade(wanted::listenTo));
    }

    /**
     * Opens the namespace of the UI.
     *
     * @param audited adds the audit log to an observer
     */
    void open(
            SocketServer sockets,
            EngineServer server,
            AdmissionComponents guards,
            TokenVerification tokens,
            NodeThreads threads,
            Clock wall,
            UnaryOperator<EventObserver> audited) {
        ui.ifPresent(wanted -> {
            Namespace namespace = sockets.of(AdminUi.NAMESPACE);
            NamespaceGuards own = guards.adminUi(tokens, wall);
            namespace.observe(audited.apply(EventObserver.NONE), threads.clock());
            namespace.guard(own.rate()).limit(own.quota()).ownedBy(SocketUser::idIn);
            wanted.open(sockets, server, own.token(), guards.events());
        });
    }
}
