package dev.parley.socketio.recovery;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.adapter.StreamId;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node tells the others of a session, so that each of them can go on with it. Immutable.
 *
 * @param socketId the id of its socket
 * @param seen what its client has shown to have
 * @param handed the last event that was handed to its socket on this node; empty if none was
 * @param complete everything up to here that was for the socket was handed to it
 * @param rooms the rooms that it is in, and since when
 * @param left the rooms that it was in
 * @param since from here on these rooms are all; empty if they always are
 * @param data what the application has kept of it that other nodes understand
 */
record SessionRecord(
        String socketId,
        Seen seen,
        Optional<Mark> handed,
        Mark complete,
        Map<String, Mark> rooms,
        List<RoomHistory.Stay> left,
        Optional<Mark> since,
        JsonObject data) {

    private static final String SOCKET = "sid";
    private static final String STREAM = "stream";
    private static final String LOGS = "logs";
    private static final String HANDED = "handed";
    private static final String COMPLETE = "complete";
    private static final String ROOMS = "rooms";
    private static final String LEFT = "left";
    private static final String SINCE = "since";
    private static final String DATA = "data";

    /** As a text. */
    String text() {
        JsonObjectBuilder logs = JSON.createObjectBuilder();
        seen.logs().forEach(logs::add);
        JsonObjectBuilder open = JSON.createObjectBuilder();
        rooms.forEach((room, mark) -> open.add(room, Offsets.text(mark)));
        JsonArrayBuilder stays = JSON.createArrayBuilder();
        left.forEach(stay -> stays.add(JSON.createArrayBuilder()
                .add(stay.room())
                .add(Offsets.text(stay.from()))
                .add(Offsets.text(stay.to()))));
        JsonObjectBuilder all = JSON.createObjectBuilder()
                .add(SOCKET, socketId)
                .add(STREAM, seen.stream().toString())
                .add(LOGS, logs)
                .add(COMPLETE, Offsets.text(complete))
                .add(ROOMS, open)
                .add(LEFT, stays)
                .add(DATA, data);
        handed.ifPresent(mark -> all.add(HANDED, Offsets.text(mark)));
        since.ifPresent(mark -> all.add(SINCE, Offsets.text(mark)));
        return JsonText.of(all.build());
    }

    /** Reads a text; empty if it is none of these, which another version may have written. */
    static Optional<SessionRecord> of(String text) {
        try {
            return Optional.of(read(JsonText.parseFromServer(text).asJsonObject()));
        } catch (MalformedPacketException
                | JsonException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException
                | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static SessionRecord read(JsonObject all) {
        Map<String, Long> logs = new LinkedHashMap<>();
        all.getJsonObject(LOGS).forEach((log, position) -> logs.put(log, ((JsonNumber) position).longValueExact()));
        Map<String, Mark> rooms = new HashMap<>();
        all.getJsonObject(ROOMS).forEach((room, mark) -> rooms.put(room, mark(mark)));
        List<RoomHistory.Stay> left = new ArrayList<>();
        for (JsonValue stay : all.getJsonArray(LEFT)) {
            JsonArray parts = stay.asJsonArray();
            left.add(new RoomHistory.Stay(parts.getString(0), mark(parts.get(1)), mark(parts.get(2))));
        }
        return new SessionRecord(
                all.getString(SOCKET),
                new Seen(StreamId.of(all.getString(STREAM)), logs),
                Optional.ofNullable(all.get(HANDED)).map(SessionRecord::mark),
                mark(all.get(COMPLETE)),
                rooms,
                left,
                Optional.ofNullable(all.get(SINCE)).map(SessionRecord::mark),
                all.getJsonObject(DATA));
    }

    private static Mark mark(JsonValue text) {
        return Offsets.mark(((JsonString) text).getString()).orElseThrow(IllegalArgumentException::new);
    }
}
