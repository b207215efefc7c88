package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.Timers;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.adapter.ClusterReply;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells watchers of this node all sockets of all nodes: at the beginning, and again when changes were left out. Of the
 * namespaces it knows those that this node has. Thread-safe; does not block.
 */
final class AllSockets {

    /** The event by which nodes tell each other that changes were left out. */
    static final String LOST = "parley-admin-lost";

    /** More than a browser can show. */
    static final int MAX_SOCKETS = 10_000;

    /** There may be very many namespaces of patterns: those with the most sockets are asked about. */
    static final int MAX_NAMESPACES = 100;

    /** So long it takes at least until all are told again. */
    static final Duration PAUSE = Duration.ofSeconds(3);

    private final SocketServer sockets;
    private final Namespace admin;
    private final Timers timers;
    private final Executor executor;
    private final AtomicBoolean again = new AtomicBoolean();

    AllSockets(SocketServer sockets, Namespace admin, Timers timers, Executor executor) {
        this.sockets = sockets;
        this.admin = admin;
        this.timers = timers;
        this.executor = executor;
    }

    /** Listens to the other nodes. */
    void listen() {
        admin.onServerSideEmit(LOST, (arguments, answer) -> tellAgain());
    }

    /** Changes of this node were left out. */
    void lost() {
        admin.serverSideEmit(LOST);
        tellAgain();
    }

    private void tellAgain() {
        if (!admin.sockets().isEmpty() && again.compareAndSet(false, true)) {
            timers.schedule(
                    PAUSE,
                    () -> executor.execute(() -> {
                        again.set(false);
                        tell(List.copyOf(admin.sockets()));
                    }));
        }
    }

    /** Tells these watchers. */
    void tell(Collection<Socket> watchers) {
        List<CompletableFuture<List<JsonValue>>> all = new ArrayList<>();
        sockets.namespaces().stream()
                .sorted(Comparator.comparingInt(AllSockets::size).reversed())
                .limit(MAX_NAMESPACES)
                .forEach(namespace -> all.add(namespace
                        .fetchSockets()
                        .thenApply(reply -> shown(namespace, reply))
                        .toCompletableFuture()));
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(() -> {
            JsonArrayBuilder told = JSON.createArrayBuilder();
            all.stream()
                    .flatMap(part -> part.join().stream())
                    .limit(MAX_SOCKETS)
                    .forEach(told::add);
            JsonValue everybody = told.build();
            watchers.forEach(watcher -> watcher.emit("all_sockets", everybody));
        });
    }

    private static List<JsonValue> shown(Namespace namespace, ClusterReply<List<SocketDescription>> reply) {
        return reply.value().stream()
                .limit(MAX_SOCKETS)
                .<JsonValue>map(socket -> SocketJson.of(namespace.name(), socket))
                .toList();
    }

    private static int size(Namespace namespace) {
        return namespace.sockets().size();
    }
}
