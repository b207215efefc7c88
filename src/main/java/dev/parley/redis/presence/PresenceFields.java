package dev.parley.redis.presence;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceStatus;
import dev.parley.presence.RoomOrigin;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Converts the presence data in Redis to text and back. A field that is not ours is ignored; a value that is not ours
 * causes an {@link IllegalStateException}.
 */
final class PresenceFields {

    private static final char MARK = '@';
    private static final char SEPARATOR = '/';

    private PresenceFields() {}

    /** The prefix of the fields of a lease. */
    static String of(Lease lease) {
        return MARK + lease.text();
    }

    /** The field of a socket or of a user. */
    static String of(Lease lease, String id) {
        return of(lease) + SEPARATOR + id;
    }

    /** The lease of a field that begins with the mark; empty if the field is not ours. */
    static Optional<Lease> leaseOf(String field) {
        int separator = field.indexOf(SEPARATOR);
        return separator < 0 ? Optional.empty() : Lease.parse(field.substring(1, separator));
    }

    /** The id of the socket or the user in a field that has a lease. */
    static String idOf(String field) {
        return field.substring(field.indexOf(SEPARATOR) + 1);
    }

    static String rooms(Collection<String> rooms) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        rooms.forEach(array::add);
        return array.build().toString();
    }

    static String metadata(JsonObject metadata) {
        return metadata == null ? "" : metadata.toString();
    }

    static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    /** Reads {@code {changed, status, time, metadata, {field, rooms, …}, {field, rooms, …}}}. */
    static UserReply reply(String userId, List<?> reply) {
        List<UserReply.Place> places = places((List<?>) reply.get(4));
        Presence presence = new Presence(
                userId,
                PresenceStatus.of((String) reply.get(1))
                        .orElseThrow(() -> new IllegalStateException("not a status of presence")),
                time((String) reply.get(2)),
                object((String) reply.get(3)).orElse(null),
                places.stream().map(UserReply.Place::socketId).collect(Collectors.toSet()));
        return new UserReply((Long) reply.get(0) == 1, presence, places, places((List<?>) reply.get(5)));
    }

    private static List<UserReply.Place> places(List<?> fields) {
        List<UserReply.Place> places = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += 2) {
            String field = (String) fields.get(i);
            Set<String> rooms = roomsIn((String) fields.get(i + 1));
            leaseOf(field).ifPresent(lease -> places.add(new UserReply.Place(lease, idOf(field), rooms)));
        }
        return places;
    }

    /** Reads {@code {time, metadata}}; empty for an empty reply. */
    static Optional<RoomOrigin> origin(List<?> reply) {
        return reply.isEmpty()
                ? Optional.empty()
                : Optional.of(new RoomOrigin(
                        time((String) reply.get(0)),
                        object((String) reply.get(1)).orElse(JsonValue.EMPTY_JSON_OBJECT)));
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static Set<String> roomsIn(String text) {
        JsonArray array = parse(text).asJsonArray();
        return array.stream().map(room -> ((JsonString) room).getString()).collect(Collectors.toSet());
    }

    private static Optional<JsonObject> object(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text).asJsonObject());
    }

    private static JsonValue parse(String text) {
        try {
            return JsonText.parseFromServer(text);
        } catch (MalformedPacketException e) {
            throw new IllegalStateException("not what this server has put there", e);
        }
    }
}
