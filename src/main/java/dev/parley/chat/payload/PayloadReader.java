package dev.parley.chat.payload;

import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.presence.PresenceStatus;
import dev.parley.socketio.IncomingEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Optional;

/**
 * Reads the JSON of clients and backends into the payload records of the contract, or refuses it. It checks the JSON
 * types first, then the constraints of the records. A wrong room name is refused with {@code INVALID_ROOM}, everything
 * else with {@code INVALID_MESSAGE}; the details name the field. Thread-safe, because validators are.
 */
public final class PayloadReader {

    private final Validator validator;

    public PayloadReader(Validator validator) {
        this.validator = validator;
    }

    /** The payload of an event, read and validated; null if it has none. */
    public <P> P read(EventPayload<P> payload, IncomingEvent event) throws RefusedException {
        P read = payload.of(event);
        return read == null ? null : valid(read);
    }

    /** Reads and validates a backend's message to a room. The payload need not contain the room. */
    public SendMessage messageInto(String room, JsonValue payload) throws RefusedException {
        PayloadFields fields = PayloadFields.of(payload);
        String named = fields.optionalText("room");
        if (named != null && !named.equals(room)) {
            throw RefusedException.field("room", "must be the room of the path, or be left out");
        }
        SendMessage message = valid(message(fields, room, null));
        requireOneTarget(message);
        return message;
    }

    /** Refuses a message that has both a room and a recipient. */
    public static void requireOneTarget(SendMessage message) throws RefusedException {
        if (message.room() != null && message.to() != null) {
            throw RefusedException.field("to", "must not be given together with room");
        }
    }

    /** Reads a message of a user without validating it. */
    public static SendMessage message(PayloadFields fields) throws RefusedException {
        return message(fields, fields.optionalText("room"), fields.optionalText("clientId"));
    }

    private static SendMessage message(PayloadFields fields, String room, String clientId) throws RefusedException {
        return new SendMessage(
                fields.optionalText("from"),
                room,
                fields.optionalText("to"),
                fields.text("content"),
                fields.word("type", MessageType::of, MessageType.values()),
                fields.optionalObject("metadata"),
                clientId);
    }

    /** Reads and validates a backend's request for a {@code broadcast}. */
    public BackendBroadcast broadcast(JsonValue payload) throws RefusedException {
        PayloadFields fields = PayloadFields.of(payload);
        return valid(new BackendBroadcast(
                fields.text("event"),
                fields.anything("data"),
                fields.optionalTexts("rooms"),
                fields.optionalTexts("excludeSockets")));
    }

    /** Reads and validates a client's description of itself from the auth payload of its CONNECT. */
    public ClientDescription description(JsonObject auth) throws RefusedException {
        return valid(new ClientDescription(PayloadFields.of(auth).optionalObject("metadata")));
    }

    /** Reads the payload of {@code presence-update}: a string with the status, or an object. */
    public static PresenceChange presence(IncomingEvent event) throws RefusedException {
        Optional<JsonValue> argument = PayloadFields.argument(event);
        if (argument.isPresent() && argument.get() instanceof JsonString status) {
            return new PresenceChange(
                    PayloadFields.word("status", status.getString(), PresenceStatus::of, PresenceStatus.values()),
                    null);
        }
        PayloadFields fields = PayloadFields.required(event);
        return new PresenceChange(
                fields.word("status", PresenceStatus::of, PresenceStatus.values()), fields.optionalObject("metadata"));
    }

    private <T> T valid(T payload) throws RefusedException {
        // The violations are sorted, so that the same payload is always refused for the same reason.
        Optional<ConstraintViolation<T>> first = validator.validate(payload).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()));
        if (first.isPresent()) {
            throw refusal(first.get());
        }
        return payload;
    }

    private static RefusedException refusal(ConstraintViolation<?> violation) {
        boolean roomName = violation.getConstraintDescriptor().getAnnotation() instanceof RoomName;
        return RefusedException.field(
                roomName ? ErrorCode.INVALID_ROOM : ErrorCode.INVALID_MESSAGE,
                violation.getPropertyPath().iterator().next().getName(),
                violation.getMessage());
    }
}
