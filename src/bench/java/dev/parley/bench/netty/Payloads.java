package dev.parley.bench.netty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The payloads of the events, with the rules that Parley has for them. */
final class Payloads {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> TYPES = Set.of("text", "image", "file", "system", "notification");
    private static final int MAX_ROOM = 128;
    private static final int MAX_METADATA = 4096;

    private Payloads() {}

    /** An error, as an event and in an acknowledgement. */
    record Refusal(String code, String message) {}

    /** The answer to a join. */
    record Joined(boolean success, String room, int memberCount) {}

    /** The answer to a message. */
    record Sent(boolean success, String id, String timestamp) {}

    /** {@code join-room}. */
    record JoinRoom(String room, Map<String, Object> metadata) {

        /** What is wrong with it; null when nothing is. */
        Refusal refusal() {
            if (!isRoomName(room)) {
                return new Refusal("INVALID_ROOM", "A room name has 1 to 128 characters.");
            }
            return metadataRefusal(metadata);
        }
    }

    /** {@code message} as a client sends it. */
    record SendMessage(String from, String room, String content, String type, Map<String, Object> metadata) {

        /** What is wrong with it; null when nothing is. */
        Refusal refusal(String user, List<String> roles) {
            if (!isRoomName(room)) {
                return new Refusal("INVALID_ROOM", "A room name has 1 to 128 characters.");
            }
            if (content == null || content.isEmpty()) {
                return new Refusal("INVALID_MESSAGE", "content must be a text.");
            }
            if (type == null || !TYPES.contains(type) || type.equals("system") && !roles.contains("publisher")) {
                return new Refusal("INVALID_MESSAGE", "type is not allowed.");
            }
            if (from != null && !from.equals(user)) {
                return new Refusal("AUTHORIZATION_FAILED", "from must be your own user id.");
            }
            return metadataRefusal(metadata);
        }

        Message stamped(String id, String user, String timestamp) {
            return new Message(id, user, room, content, type, metadata, timestamp);
        }
    }

    /** {@code message} as the members get it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            String id,
            String from,
            String room,
            String content,
            String type,
            Map<String, Object> metadata,
            String timestamp) {}

    private static boolean isRoomName(String room) {
        return room != null
                && room.length() <= MAX_ROOM
                && !room.isBlank()
                && room.codePoints().noneMatch(Character::isISOControl);
    }

    private static Refusal metadataRefusal(Map<String, Object> metadata) {
        try {
            boolean good = metadata == null || MAPPER.writeValueAsBytes(metadata).length <= MAX_METADATA;
            return good ? null : new Refusal("INVALID_MESSAGE", "metadata has more than 4096 bytes.");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was JSON is JSON", e);
        }
    }
}
