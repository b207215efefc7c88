package dev.parley.redis.messaging;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.adapter.HiddenRooms;
import dev.parley.socketio.adapter.SocketDescription;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads and writes the descriptions of sockets in answers between nodes. */
public final class SocketDescriptionFields {

    /** The field for the hidden rooms of a socket; servers of another kind ignore the field. */
    private static final String HIDDEN = "hiddenRooms";

    private SocketDescriptionFields() {}

    /** The descriptions, which may have bytes in them. */
    public static JsonArray write(List<SocketDescription> sockets) {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        sockets.forEach(socket -> all.add(write(socket)));
        return all.build();
    }

    private static JsonObjectBuilder write(SocketDescription socket) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", socket.id())
                .add("handshake", socket.handshake())
                .add("rooms", MessageFields.texts(HiddenRooms.notAmong(socket.rooms())))
                .add("data", socket.data());
        Set<String> hidden = HiddenRooms.among(socket.rooms());
        return hidden.isEmpty() ? json : json.add(HIDDEN, MessageFields.texts(hidden));
    }

    /** Reads all descriptions of an answer. */
    public static List<SocketDescription> read(JsonArray all) throws MalformedMessageException {
        List<SocketDescription> sockets = new ArrayList<>();
        for (JsonValue socket : all) {
            sockets.add(read(MessageFields.object(socket)));
        }
        return sockets;
    }

    private static SocketDescription read(JsonObject json) throws MalformedMessageException {
        Set<String> rooms = new HashSet<>(MessageFields.rooms(json.get("rooms")));
        if (json.containsKey(HIDDEN)) {
            rooms.addAll(MessageFields.rooms(json.get(HIDDEN)));
        }
        return new SocketDescription(
                MessageFields.text(json, "id"),
                json.get("handshake") instanceof JsonObject handshake ? handshake : JsonValue.EMPTY_JSON_OBJECT,
                rooms,
                json.getOrDefault("data", JsonValue.NULL));
    }
}
