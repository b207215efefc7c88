package dev.parley.admin.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** The problems that have no more information than an HTTP status. */
public final class HttpErrors {

    private HttpErrors() {}

    /**
     * The problem of a status.
     *
     * @param anonymous whether the request has no authenticated user: then 403 becomes 401, because the client has to
     *     authenticate first
     */
    public static Problem of(int status, boolean anonymous) {
        if (status == Status.FORBIDDEN.getStatusCode() && anonymous) {
            return of(Status.UNAUTHORIZED.getStatusCode());
        }
        return of(status);
    }

    private static Problem of(int status) {
        Status known = Status.fromStatusCode(status);
        String title = known == null ? "HTTP " + status : known.getReasonPhrase();
        return new Problem(Problem.ABOUT_BLANK, title, status, detail(known), List.of());
    }

    private static String detail(Status status) {
        if (status == null) {
            return "The request could not be answered.";
        }
        return switch (status) {
            case BAD_REQUEST -> "The request is not well-formed.";
            case UNAUTHORIZED -> "This needs a token: Authorization: Bearer, with one that this server believes.";
            case FORBIDDEN -> "The token does not have the role that this needs.";
            case NOT_FOUND -> "There is nothing at this path.";
            case METHOD_NOT_ALLOWED -> "This path has other methods; see Allow.";
            case NOT_ACCEPTABLE -> "The answer cannot be had in a media type that Accept names.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body must be application/json.";
            case REQUEST_ENTITY_TOO_LARGE -> "The body is too large.";
            default ->
                status.getFamily() == Response.Status.Family.SERVER_ERROR
                        ? "The server could not answer. Try again later."
                        : "The request cannot be answered as it is.";
        };
    }
}
