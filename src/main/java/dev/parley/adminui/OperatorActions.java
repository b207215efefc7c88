package dev.parley.adminui;

import dev.parley.audit.AuditEvent;
import dev.parley.chat.directory.SocketUser;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.SocketServer;
import dev.parley.socketio.adapter.HiddenRooms;
import dev.parley.socketio.codec.EventNames;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * What operators do by the UI: send events to sockets of any node, make them join and leave rooms, and disconnect them.
 * Each action has a line in the audit log. The UI takes no acknowledgement and knows no error, so what is refused is in
 * the audit log only.
 */
final class OperatorActions {

    private static final int MAX_ROOM = 256;
    private static final String MALFORMED = "malformed";

    private final SocketServer sockets;
    private final Consumer<AuditEvent> audit;
    private final Executor writers;

    /**
     * Acts on the namespaces of a server.
     *
     * @param writers runs the writes to the log, because a logger may block
     */
    OperatorActions(SocketServer sockets, Consumer<AuditEvent> audit, Executor writers) {
        this.sockets = sockets;
        this.audit = audit;
        this.writers = writers;
    }

    /** Sets the handlers in the namespace of the UI. */
    void install(Namespace admin) {
        admin.on("emit", (operator, event) -> emit(operator, event.arguments()))
                .on("join", (operator, event) -> rooms(operator, "join", event.arguments(), Broadcast::joinRooms))
                .on("leave", (operator, event) -> rooms(operator, "leave", event.arguments(), Broadcast::leaveRooms))
                .on("_disconnect", (operator, event) -> disconnect(operator, event.arguments()));
    }

    /** {@code (namespace, room or socket, event, ...arguments)}. */
    private void emit(Socket operator, List<JsonValue> arguments) {
        Optional<String> name = arguments.size() < 3 ? Optional.empty() : eventName(arguments.get(2));
        act(
                new Action(operator, "emit", arguments, 1, name.orElse(MALFORMED), name.isPresent()),
                chosen -> chosen.emit(name.orElseThrow(), arguments.subList(3, arguments.size())));
    }

    private static Optional<String> eventName(JsonValue value) {
        String name = value instanceof JsonString text
                ? text.getString()
                : value instanceof JsonNumber ? value.toString() : "connect";
        return Optional.of(name).filter(text -> !EventNames.isReserved(text));
    }

    /** {@code (namespace, room, room or socket)}. */
    private void rooms(Socket operator, String verb, List<JsonValue> arguments, RoomChange change) {
        Optional<String> room = text(arguments, 1).filter(OperatorActions::isRoom);
        act(
                new Action(operator, verb, arguments, 2, room.orElse(MALFORMED), room.isPresent()),
                chosen -> change.apply(chosen, room.orElseThrow()));
    }

    /** {@code (namespace, whether the whole connection is closed, room or socket)}. */
    private void disconnect(Socket operator, List<JsonValue> arguments) {
        boolean close = arguments.size() > 1 && arguments.get(1) == JsonValue.TRUE;
        act(
                new Action(operator, "disconnect", arguments, 2, close ? "connection" : "socket", true),
                chosen -> chosen.disconnect(close));
    }

    private void act(Action action, Consumer<Broadcast> effect) {
        Optional<JsonValue> filter = action.filter();
        boolean sound = action.sound()
                && filter.map(value -> value instanceof JsonString room && isRoom(room.getString()))
                        .orElse(true);
        Optional<Namespace> namespace = sound ? text(action.arguments(), 0).flatMap(sockets::find) : Optional.empty();
        namespace
                .map(found -> filter.map(value -> found.to(((JsonString) value).getString()))
                        .orElseGet(found::everybody))
                .ifPresent(effect);
        record(action, namespace.isPresent(), sound ? action.detail() : MALFORMED);
    }

    private void record(Action action, boolean done, String detail) {
        AuditEvent event = new AuditEvent(
                done ? AuditEvent.Outcome.DONE : AuditEvent.Outcome.FAILED,
                SocketUser.of(action.operator()).id(),
                action.operator().remoteAddress(),
                "admin-ui:" + action.verb(),
                action.target(),
                detail);
        try {
            writers.execute(() -> audit.accept(event));
        } catch (RejectedExecutionException e) {
            // The node has stopped, so blocking this thread delays nobody.
            audit.accept(event);
        }
    }

    /** The rooms by which the application reaches users are not for operators, whatever their names are made of. */
    private static boolean isRoom(String name) {
        return !name.isEmpty() && name.length() <= MAX_ROOM && !HiddenRooms.contains(name);
    }

    private static Optional<String> text(List<JsonValue> arguments, int index) {
        return arguments.size() > index && arguments.get(index) instanceof JsonString text
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /** Changes the rooms of the chosen sockets. */
    private interface RoomChange {
        void apply(Broadcast chosen, String... room);
    }

    /**
     * An action as it was asked for.
     *
     * @param filterAt the index of the argument that chooses a room or a socket; all sockets without it
     * @param detail for the audit log
     * @param sound whether the other arguments are as they must be
     */
    private record Action(
            Socket operator, String verb, List<JsonValue> arguments, int filterAt, String detail, boolean sound) {

        /** What chooses; empty if it is left out, null, or the empty text, as in the reference server. */
        Optional<JsonValue> filter() {
            return arguments.size() <= filterAt
                    ? Optional.empty()
                    : Optional.of(arguments.get(filterAt))
                            .filter(value -> value != JsonValue.NULL
                                    && !(value instanceof JsonString text
                                            && text.getString().isEmpty()));
        }

        String target() {
            String namespace = text(arguments, 0).orElse("");
            return text(arguments, filterAt)
                    .filter(room -> !room.isEmpty())
                    .map(room -> namespace + " " + room)
                    .orElse(namespace);
        }
    }
}
