package dev.parley.admin;

import dev.parley.chat.ErrorCode;
import dev.parley.chat.RefusedException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** What the chat refuses a backend, as problems; rates and numbers of rooms are limits of sockets, and none of a backend. */
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
        return code == ErrorCode.AUTHORIZATION_FAILED
                ? new Problem(
                        Problem.ABOUT_BLANK,
                        Status.FORBIDDEN.getReasonPhrase(),
                        Status.FORBIDDEN.getStatusCode(),
                        message,
                        errors)
                : new Problem(
                        Problem.INVALID_INPUT,
                        Problem.INVALID_INPUT_TITLE,
                        Status.BAD_REQUEST.getStatusCode(),
                        message,
                        errors);
    }
}
