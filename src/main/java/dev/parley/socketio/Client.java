package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.SessionListener;
import dev.parley.engine.Timers;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.codec.PacketDecoder;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connected client: the namespaces that it has joined over its one session. Everything here happens in the
 * session's turn, so nothing needs a lock; other threads come in through {@link EngineSession#execute(Runnable)}.
 */
final class Client implements SessionListener {

    private static final Logger LOG = System.getLogger(Client.class.getName());

    private final SocketServer server;
    private final EngineSession session;
    private final PacketDecoder decoder = new PacketDecoder();
    /** By namespace; null while the guards of the namespace think. */
    private final Map<String, Socket> sockets = new HashMap<>(2);

    private Timers.Timeout connectTimeout;
    private Timers.Timeout attachmentTimeout = Timers.Timeout.NONE;

    Client(SocketServer server, EngineSession session) {
        this.server = server;
        this.session = session;
        this.connectTimeout = after(this::connectTimedOut);
    }

    EngineSession session() {
        return session;
    }

    Timers timers() {
        return server.timers();
    }

    @Override
    public void onMessage(String text) {
        try {
            receive(decoder.decode(text));
            if (decoder.isWaiting()) {
                awaitAttachments();
            }
        } catch (MalformedPacketException e) {
            refuse(e);
        }
    }

    @Override
    public void onMessage(byte[] binary) {
        try {
            receive(decoder.decode(binary));
        } catch (MalformedPacketException e) {
            refuse(e);
        }
    }

    @Override
    public void onClose(CloseReason reason) {
        connectTimeout.cancel();
        attachmentTimeout.cancel();
        joined().forEach(socket -> socket.end(DisconnectReason.of(reason)));
    }

    /** The packet is null when its attachments are still to come. */
    private void receive(SocketPacket packet) {
        if (packet == null) {
            return;
        }
        attachmentTimeout.cancel();
        String namespace = packet.namespace();
        Socket socket = sockets.get(namespace);
        if (packet instanceof SocketPacket.Connect connect && !sockets.containsKey(namespace)) {
            connect(connect);
        } else if (socket != null
                && socket.isAnnounced()
                && !(packet instanceof SocketPacket.Connect)
                && !(packet instanceof SocketPacket.ConnectError)) {
            socket.receive(packet);
        } else {
            LOG.log(Level.DEBUG, "A client sent a packet that its state does not allow");
            session.close(CloseReason.FORCED_CLOSE);
        }
    }

    private void refuse(MalformedPacketException cause) {
        LOG.log(Level.DEBUG, "A client sent a malformed packet: {0}", cause.getMessage());
        session.abort(CloseReason.PARSE_ERROR);
    }

    /** Nobody who has not been let in may make the server hold attachments; others must send them in time. */
    private void awaitAttachments() {
        if (joined().isEmpty()) {
            session.abort(CloseReason.PARSE_ERROR);
            return;
        }
        attachmentTimeout = after(this::attachmentsMissing);
    }

    /** Does something in the session's turn after the connect time-out, and not on the thread of the timers. */
    private Timers.Timeout after(Runnable task) {
        return timers().schedule(
                        server.settings().connectTimeout(), () -> server.runElsewhere(() -> session.execute(task)));
    }

    private void attachmentsMissing() {
        if (decoder.isWaiting()) {
            session.abort(CloseReason.PARSE_ERROR);
        }
    }

    private void connect(SocketPacket.Connect packet) {
        Optional<Namespace> namespace = server.namespace(packet.namespace());
        if (namespace.isEmpty()) {
            sendRefusal(packet.namespace(), new ConnectDecision.Refused("Invalid namespace", null));
            return;
        }
        sockets.put(packet.namespace(), null);
        JsonObject auth = packet.data() == null ? JsonValue.EMPTY_JSON_OBJECT : packet.data();
        ConnectRequest request = new ConnectRequest(session.id(), packet.namespace(), session.handshake(), auth);
        namespace
                .get()
                .decide(request)
                .whenComplete(
                        (decision, failure) -> session.execute(() -> decided(namespace.get(), decision, failure)));
    }

    private void decided(Namespace namespace, ConnectDecision decision, Throwable failure) {
        if (!session.isOpen()) {
            return;
        }
        if (decision instanceof ConnectDecision.Admitted admitted) {
            join(namespace, admitted);
            return;
        }
        sockets.remove(namespace.name());
        ConnectDecision.Refused refused = refusal(decision, failure);
        sendRefusal(namespace.name(), refused);
        namespace.observer().refused(refused);
    }

    private static ConnectDecision.Refused refusal(ConnectDecision decision, Throwable failure) {
        if (decision instanceof ConnectDecision.Refused refused) {
            return refused;
        }
        LOG.log(Level.ERROR, "A connect guard failed", failure);
        return new ConnectDecision.Refused("The connection could not be checked", null);
    }

    private void join(Namespace namespace, ConnectDecision.Admitted admitted) {
        connectTimeout.cancel();
        Socket socket = new Socket(server.newId(), namespace, this, admitted.attributes());
        sockets.put(namespace.name(), socket);
        socket.open();
    }

    private void sendRefusal(String namespace, ConnectDecision.Refused refused) {
        JsonObjectBuilder error = JSON.createObjectBuilder().add("message", refused.message());
        if (refused.data() != null) {
            error.add("data", refused.data());
        }
        session.send(PacketEncoder.encode(new SocketPacket.ConnectError(namespace, error.build())));
        if (refused.last()) {
            session.close(CloseReason.FORCED_CLOSE);
        }
    }

    private void connectTimedOut() {
        if (joined().isEmpty()) {
            session.close(CloseReason.FORCED_CLOSE);
        }
    }

    /** Disconnects every socket of this client, then the client. Any thread. */
    void disconnectAll() {
        session.execute(() -> {
            joined().forEach(socket -> socket.disconnect(false));
            // Those leave their tasks in the same turn; the session is closed behind them.
            session.execute(() -> session.close(CloseReason.FORCED_CLOSE));
        });
    }

    void remove(Socket socket) {
        sockets.remove(socket.namespace().name(), socket);
    }

    private List<Socket> joined() {
        List<Socket> joined = new ArrayList<>(sockets.values());
        joined.removeIf(socket -> socket == null);
        return joined;
    }
}
