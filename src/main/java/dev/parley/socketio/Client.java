package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.DisconnectReason;
import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.SessionListener;
import dev.parley.engine.Timers;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.codec.PacketDecoder;
import dev.parley.socketio.codec.PacketEncoder;
import dev.parley.socketio.codec.SocketPacket;
import dev.parley.socketio.recovery.RecoveryRequest;
import dev.parley.socketio.recovery.Returning;
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
 * One connected client and the namespaces that it has joined over its session. All of this code runs in the session's
 * turn, so it needs no lock. Other threads must use {@link EngineSession#execute(Runnable)}.
 */
final class Client implements SessionListener {

    private static final Logger LOG = System.getLogger(Client.class.getName());

    private final SocketServer server;
    private final EngineSession session;
    private final PacketDecoder decoder = new PacketDecoder();
    /** The sockets by namespace; the value is null while the guards of the namespace are deciding. */
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
            SocketPacket packet = decoder.decode(binary);
            if (session.allowance().collection().hold(decoder.attachedBytes())) {
                receive(packet);
            } else {
                session.abort(CloseReason.OVER_BUDGET);
            }
        } catch (MalformedPacketException e) {
            refuse(e);
        }
    }

    @Override
    public void onClose(CloseReason reason) {
        connectTimeout.cancel();
        attachmentTimeout.cancel();
        joined().forEach(socket -> socket.end(reasonFor(reason)));
    }

    private static DisconnectReason reasonFor(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_CLOSE -> DisconnectReason.TRANSPORT_CLOSE;
            case TRANSPORT_ERROR, MESSAGE_TOO_BIG, SLOW_CONSUMER, OVER_BUDGET, BACK_PRESSURE ->
                DisconnectReason.TRANSPORT_ERROR;
            case PING_TIMEOUT -> DisconnectReason.PING_TIMEOUT;
            case PARSE_ERROR -> DisconnectReason.PARSE_ERROR;
            case FORCED_CLOSE -> DisconnectReason.FORCED_SERVER_CLOSE;
            case SERVER_SHUTTING_DOWN -> DisconnectReason.SERVER_SHUTTING_DOWN;
        };
    }

    /** Handles a packet. It is null when the decoder still waits for attachments. */
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

    /**
     * Aborts the session if the client has not joined any namespace, because such a client must not make the server
     * hold attachments. Otherwise starts the time-out for the attachments.
     */
    private void awaitAttachments() {
        if (joined().isEmpty()) {
            session.abort(CloseReason.PARSE_ERROR);
            return;
        }
        attachmentTimeout = after(this::attachmentsMissing);
    }

    /** Runs a task after the connect time-out, in the session's turn and not on the timers' thread. */
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
        Optional<Namespace> namespace = server.enter(packet.namespace());
        if (namespace.isEmpty()) {
            sendRefusal(packet.namespace(), server.refusal(packet.namespace()));
            return;
        }
        sockets.put(packet.namespace(), null);
        JsonObject auth = packet.data() == null ? JsonValue.EMPTY_JSON_OBJECT : packet.data();
        ConnectRequest request = new ConnectRequest(session.id(), packet.namespace(), session.handshake(), auth);
        namespace
                .get()
                .decide(request)
                .whenComplete((decision, failure) ->
                        session.execute(() -> decided(namespace.get(), RecoveryRequest.in(auth), decision, failure)));
    }

    private void decided(
            Namespace namespace, Optional<RecoveryRequest> returning, ConnectDecision decision, Throwable failure) {
        if (!session.isOpen()) {
            server.leave(namespace);
            return;
        }
        if (decision instanceof ConnectDecision.Admitted admitted) {
            returning.ifPresentOrElse(
                    request -> new ClientReturn(this, server, namespace, request, admitted).begin(),
                    () -> join(namespace, admitted, Optional.empty()));
            return;
        }
        returning.ifPresent(namespace.recovery().returningClients()::refused);
        refuse(namespace, refusal(decision, failure), Optional.empty());
        server.leave(namespace);
    }

    private void refuse(Namespace namespace, ConnectDecision.Refused refused, Optional<Socket> socket) {
        sockets.remove(namespace.name());
        sendRefusal(namespace.name(), refused);
        namespace.observer().refused(refused, new ConnectAttempt(namespace.name(), session.handshake(), socket));
    }

    private static ConnectDecision.Refused refusal(ConnectDecision decision, Throwable failure) {
        if (decision instanceof ConnectDecision.Refused refused) {
            return refused;
        }
        LOG.log(Level.ERROR, "A connect guard failed", failure);
        return new ConnectDecision.Refused("The connection could not be checked", null);
    }

    /**
     * Opens the socket of an admitted client.
     *
     * @param returning the session that it has taken back; empty for a new one
     */
    void join(Namespace namespace, ConnectDecision.Admitted admitted, Optional<Returning> returning) {
        Socket socket = returning
                .map(old -> new Socket(old, namespace, this, admitted.attributes()))
                .orElseGet(() -> new Socket(server.newId(), namespace, this, admitted.attributes()));
        Optional<ConnectDecision.Refused> full = namespace.quota().take(socket);
        if (full.isPresent()) {
            socket.forgetSession();
            refuse(namespace, full.get(), Optional.of(socket));
            server.leave(namespace);
            return;
        }
        connectTimeout.cancel();
        session.identified();
        namespace.open();
        sockets.put(namespace.name(), socket);
        socket.open();
    }

    /** A listener has refused a socket that has ended since. The client has to join in time, as before. */
    void refused(Socket socket, ConnectDecision.Refused refused) {
        if (joined().isEmpty()) {
            connectTimeout = after(this::connectTimedOut);
        }
        refuse(socket.namespace(), refused, Optional.of(socket));
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

    /** Disconnects every socket of this client, then closes its session. Any thread may call. */
    void disconnectAll() {
        session.execute(() -> {
            joined().forEach(socket -> socket.disconnect(false));
            // Each disconnect() queues a task in the session's turn; the session is closed after these tasks.
            session.execute(() -> session.close(CloseReason.FORCED_CLOSE));
        });
    }

    void remove(Socket socket) {
        sockets.remove(socket.namespace().name(), socket);
    }

    /** The socket has been removed from its namespace. */
    void left(Socket socket) {
        server.leave(socket.namespace());
    }

    private List<Socket> joined() {
        List<Socket> joined = new ArrayList<>(sockets.values());
        joined.removeIf(socket -> socket == null);
        return joined;
    }
}
