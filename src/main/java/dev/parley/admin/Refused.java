package dev.parley.admin;

import dev.parley.chat.ErrorCode;
import dev.parley.chat.RefusedException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** What the chat refuses, as problems. */
final class Refused {

    private Refused() {}

    /** Ends a request with a refusal. */
    static ProblemException by(RefusedException refusal) {
        return new ProblemException(problem(refusal.code(), refusal.getMessage(), refusal.details()));
    }

    /** The problem of a refusal, with the field if its details name one. */
    static Problem problem(ErrorCode code, String message, JsonObject details) {
        List<Problem.InvalidField> errors = details != null && details.containsKey("field")
                ? List.of(new Problem.InvalidField(details.getString("field"), details.getString("reason")))
                : List.of();
        return switch (code) {
            case AUTHORIZATION_FAILED -> of(Status.FORBIDDEN, message, errors);
            case RATE_LIMIT_EXCEEDED -> of(Status.TOO_MANY_REQUESTS, message, errors);
            default ->
                new Problem(
                        Problem.INVALID_INPUT,
                        Problem.INVALID_INPUT_TITLE,
                        Status.BAD_REQUEST.getStatusCode(),
                        message,
                        errors);
        };
    }

    private static Problem of(Status status, String message, List<Problem.InvalidField> errors) {
        return new Problem(Problem.ABOUT_BLANK, status.getReasonPhrase(), status.getStatusCode(), message, errors);
    }
}
