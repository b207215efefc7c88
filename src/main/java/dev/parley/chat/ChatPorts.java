package dev.parley.chat;

import dev.parley.limits.RateLimit;
import dev.parley.security.RoomAccessPolicy;
import jakarta.validation.Validator;
import java.util.Objects;

/**
 * What the chat asks others to do.
 *
 * @param validator checks payloads
 * @param roomAccess decides who may enter which room
 * @param eventLimit counts the events of a user, by the user's id
 * @param presence knows who is there
 * @param tokens verifies the tokens of {@code authenticate}
 * @param errors sees the errors that clients are told of
 */
public record ChatPorts(
        Validator validator,
        RoomAccessPolicy roomAccess,
        RateLimit eventLimit,
        PresenceDirectory presence,
        TokenVerification tokens,
        ErrorObserver errors) {

    /** None may be null. */
    public ChatPorts {
        Objects.requireNonNull(validator, "validator");
        Objects.requireNonNull(roomAccess, "roomAccess");
        Objects.requireNonNull(eventLimit, "eventLimit");
        Objects.requireNonNull(presence, "presence");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(errors, "errors");
    }
}
