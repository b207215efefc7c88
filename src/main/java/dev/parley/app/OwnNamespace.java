package dev.parley.app;

import static jakarta.json.JsonValue.EMPTY_JSON_OBJECT;

import dev.parley.api.DisconnectReason;
import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.ConnectDetails;
import dev.parley.chat.directory.PrivateRoomListener;
import dev.parley.events.call.NamespaceHandlers;
import dev.parley.events.declaration.NamespaceDeclaration;
import dev.parley.metrics.NamespaceMeters;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectionListener;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A declared namespace with all that is shared by the namespaces of its pattern.
 *
 * @param declaration what the beans declare
 * @param handlers calls the beans
 * @param guards what a CONNECT has to pass
 * @param meters counts the events
 */
record OwnNamespace(
        NamespaceDeclaration declaration, NamespaceHandlers handlers, NamespaceGuards guards, NamespaceMeters meters) {

    /** The parameters in a namespace's name; empty if it is not one of this pattern. */
    Optional<Map<String, String>> match(String name) {
        return declaration.pattern().match(name).filter(handlers::accept);
    }

    /**
     * Installs everything in a namespace.
     *
     * @param params the parameters in its name
     * @param node of which it becomes a part
     * @return the directory of the namespace
     */
    ClusterDirectory setUp(Namespace namespace, Map<String, String> params, Surroundings node) {
        EventObserver observer = node.audit().apply(meters);
        namespace.observe(observer, node.monotonic());
        guards.protect(namespace);
        namespace.guard(arrivals(node.wall())).listen(new PrivateRoomListener()).listen(new SocketCount(meters));
        handlers.install(namespace, params);
        return directory(namespace, node);
    }

    /** The directory of an installed namespace. */
    ClusterDirectory directory(Namespace namespace, Surroundings node) {
        return node.cluster().ownDirectory(namespace, declaration.anonymous());
    }

    /**
     * The parts of the node that a namespace needs.
     *
     * @param cluster the connections to other nodes
     * @param audit adds the audit log to an observer
     * @param monotonic measures the handling of events
     * @param wall gives the times of arrivals
     */
    record Surroundings(
            ClusterComponents cluster,
            UnaryOperator<EventObserver> audit,
            dev.parley.engine.MonotonicClock monotonic,
            Clock wall) {}

    private static ConnectGuard arrivals(Clock wall) {
        return request -> CompletableFuture.completedStage(ConnectDecision.Admitted.with(
                ConnectDetails.KEY, new ConnectDetails(wall.instant(), EMPTY_JSON_OBJECT)));
    }

    /** Counts the sockets. */
    private record SocketCount(NamespaceMeters meters) implements ConnectionListener {

        @Override
        public void connected(Socket socket) {
            meters.connected();
        }

        @Override
        public void disconnected(Socket socket, DisconnectReason reason, Set<String> rooms) {
            meters.disconnected();
        }
    }
}
