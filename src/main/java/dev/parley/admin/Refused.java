package dev.parley.admin;

import dev.parley.chat.RefusedException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** What the chat refuses, as problems. */
final class Refused {

    private Refused() {}

    /** The problem of a refusal, with the field if it names one. */
    static ProblemException by(RefusedException refusal) {
        JsonObject details = refusal.details();
        List<Problem.InvalidField> errors = details != null && details.containsKey("field")
                ? List.of(new Problem.InvalidField(details.getString("field"), details.getString("reason")))
                : List.of();
        Status status =
                switch (refusal.code()) {
                    case AUTHORIZATION_FAILED -> Status.FORBIDDEN;
                    case RATE_LIMIT_EXCEEDED -> Status.TOO_MANY_REQUESTS;
                    default -> Status.BAD_REQUEST;
                };
        return new ProblemException(new Problem(
                status == Status.BAD_REQUEST ? Problem.INVALID_INPUT : Problem.ABOUT_BLANK,
                status == Status.BAD_REQUEST ? "Invalid input" : status.getReasonPhrase(),
                status.getStatusCode(),
                refusal.getMessage(),
                errors));
    }
}
