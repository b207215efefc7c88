package dev.parley.events.emit;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.Emitter;
import dev.parley.chat.directory.PrivateRoomListener;
import dev.parley.chat.directory.SocketUser;
import dev.parley.engine.CloseReason;
import dev.parley.engine.DirectExecutor;
import dev.parley.engine.EngineServer;
import dev.parley.engine.Handshake;
import dev.parley.engine.ManualTime;
import dev.parley.engine.RecordingTransport;
import dev.parley.engine.TestEngine;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import dev.parley.events.json.JsonBinding;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.SocketSettings;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.MemoryCluster;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A node with namespaces in which a client is whom it says it is. Only time and transports belong to the test. */
final class EmitNode {

    private final MemoryCluster cluster;
    private final Set<String> open = new HashSet<>();
    private final SocketServer sockets;
    private final EngineServer engine;
    private final EmitServices services;

    EmitNode(MemoryCluster cluster, String name, ManualTime time, EmitServices services) {
        this.cluster = cluster;
        ClusterBus bus = cluster.node(name);
        this.services = services;
        DirectExecutor executor = new DirectExecutor();
        sockets = new SocketServer(
                new SocketSettings(Duration.ofSeconds(45)),
                time.timers(),
                executor,
                namespace -> new ClusterAdapter(bus, time.timers(), executor));
        engine = new EngineServer(TestEngine.SETTINGS, time.clock(), time.timers(), executor, sockets);
    }

    static EmitServices services(CommitQueue commits) {
        return new EmitServices(new JsonBinding(), commits, UndeclaredEvents.IGNORED);
    }

    static EmitServices services() {
        return services(new CommitQueue(() -> null));
    }

    Namespace namespace(String name) {
        Namespace namespace = sockets.of(name);
        if (open.add(name)) {
            namespace
                    .guard(request -> CompletableFuture.completedStage(admitted(request.auth())))
                    .listen(new PrivateRoomListener())
                    .describe(socket -> SocketUser.find(socket)
                            .map(user -> JsonText.JSON
                                    .createObjectBuilder()
                                    .add("userId", user.id())
                                    .build())
                            .orElse(JsonValue.EMPTY_JSON_OBJECT));
        }
        return namespace;
    }

    private static ConnectDecision admitted(JsonObject auth) {
        return auth.containsKey("user")
                ? ConnectDecision.Admitted.with(SocketUser.KEY, user(auth.getString("user")))
                : ConnectDecision.ADMITTED;
    }

    static AuthenticatedUser user(String id) {
        return new AuthenticatedUser(id, id, Set.of(), Instant.MAX);
    }

    Emitter emitter(String name) {
        return new NamespaceEmitter(services, NamespaceSource.of(namespace(name), name));
    }

    /** A client in a namespace; nobody if the user is null. */
    Client joins(String name, String user) {
        namespace(name);
        RecordingTransport transport = RecordingTransport.webSocket();
        engine.open(HANDSHAKE, transport);
        Client client = new Client(name, transport);
        client.says("0" + name + "," + (user == null ? "" : "{'user':'" + user + "'}"));
        // Other nodes must be able to reach it first.
        cluster.deliver();
        List<String> heard = client.heardWhole();
        String connect = heard.get(heard.size() - 1);
        client.id = connect.substring(connect.indexOf("sid':'") + 6, connect.length() - 2);
        return client;
    }

    private static final Handshake HANDSHAKE = new Handshake(
            "/socket.io/",
            Map.of("EIO", "4", "transport", "websocket", "t", "x", "token", "secret", "theme", "dark"),
            "192.0.2.1",
            true,
            Optional.of("https://example.org"),
            Optional.of("test"),
            Optional.empty(),
            Instant.EPOCH);

    EventSocket socket(Client client) {
        return EventSocket.of(engineSocket(client), client.namespace, services);
    }

    dev.parley.socketio.Socket engineSocket(Client client) {
        return namespace(client.namespace).socket(client.id).orElseThrow();
    }

    /** A client's end; texts have apostrophes for quotation marks, and bytes are hexadecimal. */
    static final class Client {

        private final String namespace;
        private final RecordingTransport transport;
        private String id;
        private int read;

        private Client(String namespace, RecordingTransport transport) {
            this.namespace = namespace;
            this.transport = transport;
        }

        String id() {
            return id;
        }

        void says(String packet) {
            transport.receive(EnginePacket.message(packet.replace('\'', '"')));
        }

        void vanishes() {
            transport.lose(CloseReason.TRANSPORT_CLOSE);
        }

        /** The packets since the last call, without the namespace. */
        List<String> heard() {
            return heardWhole().stream()
                    .map(packet -> packet.replaceFirst("^(\\d)(\\d+-)?" + namespace + ",", "$1$2"))
                    .toList();
        }

        private List<String> heardWhole() {
            List<EnginePacket> sent = transport.sent();
            List<EnginePacket> news = sent.subList(read, sent.size());
            read = sent.size();
            return news.stream()
                    .filter(packet ->
                            packet.type() == EnginePacketType.MESSAGE || packet.type() == EnginePacketType.OPEN)
                    .map(packet -> packet.isBinary()
                            ? HexFormat.of().formatHex(packet.binary())
                            : packet.text().replace('"', '\''))
                    .toList();
        }
    }
}
