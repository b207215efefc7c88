package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What nodes tell each other of their sockets, besides what all Socket.IO servers do, and what is made of it. A server
 * that is none of Parley's tells less, and may tell anything: what is missing then is empty, or taken from the handshake.
 */
public final class ForeignSockets {

    private static final String USER = "userId";
    private static final String CONNECTED_AT = "connectedAt";
    private static final String TRANSPORT = "transport";
    private static final String ADDRESS = "remoteAddress";
    private static final String NODE = "node";
    private static final String METADATA = "metadata";

    private final Clock clock;

    /** @param clock tells when something was first heard of of which nobody knows when it began */
    public ForeignSockets(Clock clock) {
        this.clock = clock;
    }

    /** What a node tells of one of its sockets, to every server of the cluster. */
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

    /** What somebody told of a socket. */
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

    /** The id of the node that a socket is connected to; empty if it is none of Parley's. */
    String nodeOf(SocketDescription socket) {
        return text(data(socket), NODE, "");
    }

    /** The rooms for people that a socket is in. */
    static Set<String> roomsOf(SocketDescription socket) {
        Set<String> rooms = new HashSet<>(socket.rooms());
        rooms.removeIf(room -> room.equals(socket.id()) || PrivateRooms.contains(room));
        return rooms;
    }

    /** Of a room that another server has made. */
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
