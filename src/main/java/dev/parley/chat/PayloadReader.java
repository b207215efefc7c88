package dev.parley.chat;

import dev.parley.socketio.IncomingEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Optional;

/**
 * Turns what a client sent into the payload records of the contract, or refuses it: the JSON types first, then the
 * records' constraints. What is wrong with a room's name is {@code INVALID_ROOM}, everything else {@code
 * INVALID_MESSAGE}; the details name the field. Thread-safe, as validators are.
 */
final class PayloadReader {

    private final Validator validator;

    PayloadReader(Validator validator) {
        this.validator = validator;
    }

    JoinRoom joinRoom(IncomingEvent event) throws RefusedException {
        PayloadFields fields = PayloadFields.required(event);
        return valid(new JoinRoom(fields.text("room"), fields.optionalObject("metadata")));
    }

    LeaveRoom leaveRoom(IncomingEvent event) throws RefusedException {
        return valid(new LeaveRoom(PayloadFields.required(event).text("room")));
    }

    SendMessage message(IncomingEvent event) throws RefusedException {
        PayloadFields fields = PayloadFields.required(event);
        SendMessage message = message(fields, fields.optionalText("room"));
        if (message.room() != null && message.to() != null) {
            throw RefusedException.field("to", "must not be given together with room");
        }
        return message;
    }

    /** A backend's message into a room, which the payload need not name. */
    SendMessage messageInto(String room, JsonValue payload) throws RefusedException {
        PayloadFields fields = PayloadFields.of(payload);
        String named = fields.optionalText("room");
        if (named != null && !named.equals(room)) {
            throw RefusedException.field("room", "must be the room of the path, or be left out");
        }
        SendMessage message = message(fields, room);
        if (message.to() != null) {
            throw RefusedException.field("to", "must not be given together with room");
        }
        return message;
    }

    private SendMessage message(PayloadFields fields, String room) throws RefusedException {
        return valid(new SendMessage(
                fields.optionalText("from"),
                room,
                fields.optionalText("to"),
                fields.text("content"),
                fields.word("type", MessageType::of, MessageType.values()),
                fields.optionalObject("metadata")));
    }

    BackendBroadcast broadcast(JsonValue payload) throws RefusedException {
        PayloadFields fields = PayloadFields.of(payload);
        return valid(new BackendBroadcast(
                fields.text("event"),
                fields.anything("data"),
                fields.optionalTexts("rooms"),
                fields.optionalTexts("excludeSockets")));
    }

    /** What a client says of itself in the auth payload of its CONNECT. */
    ClientDescription description(JsonObject auth) throws RefusedException {
        return valid(new ClientDescription(PayloadFields.of(auth).optionalObject("metadata")));
    }

    Typing typing(IncomingEvent event) throws RefusedException {
        return valid(new Typing(PayloadFields.optional(event).optionalText("room")));
    }

    /** The payload is the status alone, or an object. */
    PresenceChange presence(IncomingEvent event) throws RefusedException {
        Optional<JsonValue> argument = PayloadFields.argument(event);
        if (argument.isPresent() && argument.get() instanceof JsonString status) {
            return new PresenceChange(
                    PayloadFields.word("status", status.getString(), PresenceStatus::of, PresenceStatus.values()),
                    null);
        }
        PayloadFields fields = PayloadFields.required(event);
        return valid(new PresenceChange(
                fields.word("status", PresenceStatus::of, PresenceStatus.values()), fields.optionalObject("metadata")));
    }

    Authenticate authenticate(IncomingEvent event) throws RefusedException {
        return valid(new Authenticate(PayloadFields.required(event).text("token")));
    }

    /** Refuses every argument. */
    void nothing(IncomingEvent event) throws RefusedException {
        if (PayloadFields.argument(event).isPresent()) {
            throw RefusedException.field("payload", "must be left out");
        }
    }

    private <T> T valid(T payload) throws RefusedException {
        // Sorted, so that the same payload is always refused for the same reason.
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
