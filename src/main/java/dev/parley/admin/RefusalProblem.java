package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/**
 * Converts the chat's refusals of backend requests to problems. Limits of rates and of numbers of rooms apply to
 * sockets only, so they do not occur here.
 */
final class RefusalProblem {

    private RefusalProblem() {}

    /** The exception that ends a request with a refusal. */
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
