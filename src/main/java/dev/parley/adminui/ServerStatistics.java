package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.EngineServer;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.TransportName;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** What this node tells of itself, the {@code server_stats} of the UI. Any thread may ask. */
final class ServerStatistics {

    /** There may be very many namespaces of patterns: those with the most sockets are told. */
    static final int MAX_NAMESPACES = 1000;

    private final NodeName name;
    private final MonotonicClock clock;
    private final long started;
    private final SocketServer sockets;
    private final EngineServer engine;

    ServerStatistics(NodeName name, MonotonicClock clock, SocketServer sockets, EngineServer engine) {
        this.name = name;
        this.clock = clock;
        this.started = clock.nanos();
        this.sockets = sockets;
        this.engine = engine;
    }

    /** The statistics now, with what has been counted. */
    JsonObject read(JsonArray aggregatedEvents) {
        return JSON.createObjectBuilder()
                .add("serverId", name.serverId())
                .add("hostname", name.host())
                .add("pid", name.process())
                .add("uptime", TimeUnit.NANOSECONDS.toMillis(clock.nanos() - started) / 1000.0)
                .add("clientsCount", engine.openSessions())
                .add("pollingClientsCount", polling())
                .add("aggregatedEvents", aggregatedEvents)
                .add("namespaces", namespaces())
                .build();
    }

    private long polling() {
        return engine.sessions().stream()
                .filter(session -> session.isOpen() && session.transportName() == TransportName.POLLING)
                .count();
    }

    private JsonArrayBuilder namespaces() {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        sockets.namespaces().stream()
                .sorted(Comparator.comparingInt(ServerStatistics::size)
                        .reversed()
                        .thenComparing(Namespace::name))
                .limit(MAX_NAMESPACES)
                .forEach(namespace -> all.add(
                        JSON.createObjectBuilder().add("name", namespace.name()).add("socketsCount", size(namespace))));
        return all;
    }

    private static int size(Namespace namespace) {
        return namespace.sockets().size();
    }
}
