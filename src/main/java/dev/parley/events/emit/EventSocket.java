package dev.parley.events.emit;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.Emitter;
import dev.parley.api.Handshake;
import dev.parley.api.Socket;
import dev.parley.chat.directory.SocketUser;
import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.HandshakeJson;
import dev.parley.socketio.adapter.HiddenRooms;
import jakarta.json.JsonObject;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** A socket as an application gets it. There is one for each socket of the engine. */
public final class EventSocket implements Socket {

    private static final AttributeKey<EventSocket> KEY = new AttributeKey<>("own events' socket", EventSocket.class);
    private static final AttributeKey<Data> DATA =
            AttributeKey.lasting("own events' data", Data.class, Data::json, Data::of);

    /** The query parameters of Engine.IO. */
    private static final Set<String> OF_THE_PROTOCOL = Set.of("EIO", "transport", "t", "sid", "b64", "j");

    private final dev.parley.socketio.Socket socket;
    private final EmitServices services;
    private final NamespaceEmitter everybody;
    private final String declaredName;

    /** Lasts longer than the socket if its client is recovered, so it must not refer to the socket. */
    private record Data(ConcurrentMap<String, Object> values) {

        private JsonObject json() {
            return SharedData.json(values);
        }

        private static Data of(JsonObject json) {
            return new Data(SharedData.values(json));
        }
    }

    private EventSocket(dev.parley.socketio.Socket socket, String declaredName, EmitServices services) {
        this.socket = socket;
        this.services = services;
        this.declaredName = declaredName;
        this.everybody = new NamespaceEmitter(services, NamespaceSource.of(socket.namespace(), declaredName));
    }

    /**
     * The application's view of a socket, always the same one for a socket.
     *
     * @param declaredName the name or pattern by which the socket's namespace was declared
     */
    public static EventSocket of(dev.parley.socketio.Socket socket, String declaredName, EmitServices services) {
        return socket.computeAttributeIfAbsent(KEY, () -> new EventSocket(socket, declaredName, services));
    }

    @Override
    public String id() {
        return socket.id();
    }

    @Override
    public String namespace() {
        return socket.namespace().name();
    }

    @Override
    public Handshake handshake() {
        dev.parley.engine.Handshake request = socket.handshake();
        Map<String, String> query = request.query().entrySet().stream()
                .filter(parameter ->
                        !OF_THE_PROTOCOL.contains(parameter.getKey()) && !HandshakeJson.isSecret(parameter.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new SocketHandshake(
                query,
                request.remoteAddress(),
                request.secure(),
                request.origin(),
                request.userAgent(),
                request.time());
    }

    @Override
    public Optional<AuthenticatedUser> user() {
        return SocketUser.find(socket);
    }

    @Override
    public ConcurrentMap<String, Object> data() {
        return socket.computeAttributeIfAbsent(DATA, () -> new Data(new ConcurrentHashMap<>()))
                .values();
    }

    @Override
    public boolean isRecovered() {
        return socket.isRecovered();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    /** After the end of the socket, the rooms that it was in. */
    @Override
    public Set<String> rooms() {
        Set<String> rooms = socket.rooms();
        return HiddenRooms.notAmong(rooms.isEmpty() ? socket.lastRooms() : rooms);
    }

    @Override
    public boolean isIn(String room) {
        return socket.isIn(room) || !socket.isConnected() && rooms().contains(room);
    }

    @Override
    public CompletionStage<Void> join(String... rooms) {
        List<String> all = RoomNames.checked(rooms);
        socket.join(all);
        return socket.ready(all);
    }

    @Override
    public void leave(String room) {
        socket.leave(RoomNames.check(room));
    }

    @Override
    public void emit(String event, Object... arguments) {
        services.undeclared().sent(declaredName, event);
        socket.emit(event, services.json().toJsonList(arguments));
    }

    @Override
    public <T> CompletionStage<T> emitWithAck(Duration timeout, Class<T> type, String event, Object... arguments) {
        return emitWithAck(timeout, (Type) type, event, arguments);
    }

    @Override
    public <T> CompletionStage<T> emitWithAck(Duration timeout, Type type, String event, Object... arguments) {
        services.undeclared().sent(declaredName, event);
        return Answers.of(
                socket.emitWithAck(timeout, event, services.json().toJsonList(arguments)),
                acknowledgement -> Answers.one(Answers.firstOf(acknowledgement), type, services.json()));
    }

    @Override
    public Emitter others() {
        return everybody.except(id());
    }

    @Override
    public Emitter to(String... rooms) {
        return everybody.to(rooms).except(id());
    }

    @Override
    public void disconnect(boolean close) {
        socket.disconnect(close);
    }

    @Override
    public String toString() {
        return socket.toString();
    }
}
