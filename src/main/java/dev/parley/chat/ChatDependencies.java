package dev.parley.chat;

import dev.parley.chat.error.ErrorObserver;
import dev.parley.history.MessageHistory;
import dev.parley.idempotency.Idempotency;
import dev.parley.limits.RateLimit;
import dev.parley.presence.PresenceDirectory;
import dev.parley.session.TokenVerification;
import jakarta.validation.Validator;
import java.util.Objects;

/**
 * The services that the chat needs from other packages.
 *
 * @param validator checks payloads
 * @param roomAccess asks who may enter which room
 * @param eventLimit counts the events of a user, by the user's id
 * @param presence keeps the presence of users
 * @param idempotency recognises messages that are sent again
 * @param history keeps the last messages of rooms
 * @param tokens verifies the tokens of {@code authenticate}
 * @param errors observes the errors that are sent to clients
 */
public record ChatDependencies(
        Validator validator,
        RoomAdmission roomAccess,
        RateLimit eventLimit,
        PresenceDirectory presence,
        Idempotency idempotency,
        MessageHistory history,
        TokenVerification tokens,
        ErrorObserver errors) {

    /** None may be null. */
    public ChatDependencies {
        Objects.requireNonNull(validator, "validator");
        Objects.requireNonNull(roomAccess, "roomAccess");
        Objects.requireNonNull(eventLimit, "eventLimit");
        Objects.requireNonNull(presence, "presence");
        Objects.requireNonNull(idempotency, "idempotency");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(errors, "errors");
    }
}
