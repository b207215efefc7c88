package dev.parley.events.emit;

import dev.parley.api.Emitter;
import dev.parley.api.RemoteSocket;
import dev.parley.chat.directory.PrivateRooms;
import dev.parley.chat.directory.SocketDescriptionMapper;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.adapter.HiddenRooms;
import dev.parley.socketio.adapter.SocketDescription;
import dev.parley.socketio.codec.EventNames;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Sends to the sockets of a namespace by the engine's {@link Broadcast}. Immutable. */
public final class NamespaceEmitter implements Emitter {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EmitServices services;
    private final NamespaceSource source;
    /** Selects sockets of all those of the namespace. */
    private final UnaryOperator<Broadcast> selection;

    private final Duration timeout;
    private final boolean afterCommit;

    /** An emitter to all sockets of the namespace that a source gives. */
    public NamespaceEmitter(EmitServices services, NamespaceSource source) {
        this(services, source, UnaryOperator.identity(), TIMEOUT, false);
    }

    private NamespaceEmitter(
            EmitServices services,
            NamespaceSource source,
            UnaryOperator<Broadcast> selection,
            Duration timeout,
            boolean afterCommit) {
        this.services = services;
        this.source = source;
        this.selection = selection;
        this.timeout = timeout;
        this.afterCommit = afterCommit;
    }

    private Emitter select(UnaryOperator<Broadcast> step) {
        UnaryOperator<Broadcast> before = selection;
        return new NamespaceEmitter(services, source, all -> step.apply(before.apply(all)), timeout, afterCommit);
    }

    @Override
    public Emitter to(String... rooms) {
        List<String> all = RoomNames.checked(rooms);
        return select(sockets -> sockets.to(all));
    }

    @Override
    public Emitter toUser(String userId) {
        String room = PrivateRooms.ofUser(Objects.requireNonNull(userId, "userId"));
        return select(sockets -> sockets.to(room));
    }

    @Override
    public Emitter except(String... rooms) {
        List<String> all = RoomNames.checked(rooms);
        return select(sockets -> sockets.except(all));
    }

    @Override
    public Emitter local() {
        return select(Broadcast::local);
    }

    @Override
    public Emitter droppable() {
        return select(Broadcast::droppable);
    }

    @Override
    public Emitter timeout(Duration patience) {
        return new NamespaceEmitter(
                services, source, selection, Objects.requireNonNull(patience, "timeout"), afterCommit);
    }

    @Override
    public Emitter afterCommit() {
        return new NamespaceEmitter(services, source, selection, timeout, true);
    }

    @Override
    public Emitter in(String namespace) {
        return new NamespaceEmitter(services, source.in(namespace), selection, timeout, afterCommit);
    }

    @Override
    public void emit(String event, Object... arguments) {
        if (EventNames.isReserved(event)) {
            // Said here, and not after the commit, when nobody would hear it.
            throw new IllegalArgumentException("a name that has a meaning of its own to Socket.IO: " + event);
        }
        services.undeclared().sent(source.declaredName(), event);
        List<JsonValue> values = services.json().toJsonList(arguments);
        Broadcast sockets = sockets();
        send(() -> sockets.emit(event, values));
    }

    private void send(Runnable task) {
        if (afterCommit) {
            services.commits().afterCommit(task);
        } else {
            task.run();
        }
    }

    @Override
    public <T> CompletionStage<List<T>> emitWithAck(Class<T> type, String event, Object... arguments) {
        return emitWithAck((Type) type, event, arguments);
    }

    @Override
    public <T> CompletionStage<List<T>> emitWithAck(Type type, String event, Object... arguments) {
        refuseAfterCommit();
        services.undeclared().sent(source.declaredName(), event);
        return Answers.of(
                sockets().emitWithAck(timeout, event, services.json().toJsonList(arguments)),
                acknowledgements -> Answers.firsts(acknowledgements, type, services.json()));
    }

    private void refuseAfterCommit() {
        if (afterCommit) {
            throw new IllegalStateException("no answer can be waited for after afterCommit()");
        }
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return Answers.of(
                sockets().fetchSockets(),
                reply -> reply.value().stream().map(NamespaceEmitter::remote).toList());
    }

    private static RemoteSocket remote(SocketDescription socket) {
        return new RemoteSocket(
                socket.id(),
                SocketDescriptionMapper.userOf(socket),
                HiddenRooms.notAmong(socket.rooms()),
                socket.data() instanceof JsonObject data ? data : JsonValue.EMPTY_JSON_OBJECT);
    }

    @Override
    public void socketsJoin(String... rooms) {
        sockets().joinRooms(RoomNames.checked(rooms).toArray(String[]::new));
    }

    @Override
    public void socketsLeave(String... rooms) {
        sockets().leaveRooms(RoomNames.checked(rooms).toArray(String[]::new));
    }

    @Override
    public void disconnectSockets(boolean close) {
        sockets().disconnect(close);
    }

    @Override
    public void serverSideEmit(String event, Object... arguments) {
        JsonValue[] values = services.json().toJsonList(arguments).toArray(JsonValue[]::new);
        Namespace namespace = source.namespace();
        send(() -> namespace.serverSideEmit(event, values));
    }

    @Override
    public <T> CompletionStage<List<T>> serverSideEmitWithAck(Class<T> type, String event, Object... arguments) {
        refuseAfterCommit();
        JsonValue[] values = services.json().toJsonList(arguments).toArray(JsonValue[]::new);
        return Answers.of(
                source.namespace().serverSideEmitWithAck(event, values),
                reply -> Answers.all(reply.value(), type, services.json()));
    }

    private Broadcast sockets() {
        return selection.apply(source.namespace().everybody());
    }
}
