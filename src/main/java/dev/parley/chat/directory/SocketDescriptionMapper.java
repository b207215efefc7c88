package dev.parley.chat.directory;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.presence.RoomOrigin;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Writes and reads the data that Parley nodes add to their socket descriptions for other servers of the cluster. A
 * server that is not Parley's sends less data, or any other data. The mapper takes missing fields from the handshake,
 * or leaves them empty.
 */
public final class SocketDescriptionMapper {

    private static final String USER = "userId";
    private static final String CONNECTED_AT = "connectedAt";
    private static final String TRANSPORT = "transport";
    private static final String ADDRESS = "remoteAddress";
    private static final String NODE = "node";
    private static final String METADATA = "metadata";

    private final Clock clock;

    /** @param clock gives the current time, which replaces an unknown start time of a socket or room */
    public SocketDescriptionMapper(Clock clock) {
        this.clock = clock;
    }

    /** The data that a node sends about one of its sockets to other servers of the cluster. */
    static JsonObject data(ConnectionInfo socket) {
        return JSON.createObjectBuilder()
                .add(USER, socket.userId())
                .add(CONNECTED_AT, socket.connectedAt().toEpochMilli())
                .add(TRANSPORT, socket.transport())
                .add(ADDRESS, socket.remoteAddress())
                .add(NODE, socket.node())
                .add(METADATA, socket.metadata())
                .build();
    }

    /** Reads the description of a socket of another server. */
    ConnectionInfo info(SocketDescription socket) {
        JsonObject data = data(socket);
        JsonObject handshake = socket.handshake();
        return new ConnectionInfo(
                socket.id(),
                text(data, USER, ""),
                time(data, CONNECTED_AT, time(handshake, "issued", clock.instant())),
                roomsOf(socket),
                object(data, METADATA),
                text(data, TRANSPORT, text(object(handshake, "query"), TRANSPORT, "")),
                text(data, ADDRESS, text(handshake, "address", "")),
                text(data, NODE, ""));
    }

    /** The id of the node that a socket is connected to; empty if the server is not Parley's. */
    String nodeOf(SocketDescription socket) {
        return text(data(socket), NODE, "");
    }

    /** The id of a socket's user; empty if it has none, or if its server is not Parley's and does not tell it. */
    public static Optional<String> userOf(SocketDescription socket) {
        return Optional.of(text(data(socket), USER, "")).filter(id -> !id.isEmpty());
    }

    /** The rooms for people that a socket is in. */
    static Set<String> roomsOf(SocketDescription socket) {
        Set<String> rooms = new HashSet<>(socket.rooms());
        rooms.removeIf(room -> room.equals(socket.id()) || PrivateRooms.contains(room));
        return rooms;
    }

    /** The origin of a room for which no creation time is known: the current time, without metadata. */
    RoomOrigin unknownOrigin() {
        return new RoomOrigin(clock.instant(), JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject data(SocketDescription socket) {
        return socket.data() instanceof JsonObject data ? data : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static String text(JsonObject object, String name, String fallback) {
        return object.get(name) instanceof JsonString text ? text.getString() : fallback;
    }

    private static JsonObject object(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject value ? value : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Instant time(JsonObject object, String name, Instant fallback) {
        if (!(object.get(name) instanceof JsonNumber number)) {
            return fallback;
        }
        try {
            return Instant.ofEpochMilli(number.longValueExact());
        } catch (ArithmeticException | DateTimeException e) {
            return fallback;
        }
    }
}
