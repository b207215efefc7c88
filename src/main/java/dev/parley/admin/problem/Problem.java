package dev.parley.admin.problem;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * An error of a request (RFC 9457, "Problem Details for HTTP APIs").
 *
 * @param type a URI that identifies the kind of problem; {@link #ABOUT_BLANK} if the status alone describes the kind
 * @param title the kind of problem, for people
 * @param status the HTTP status, 400 to 599
 * @param detail what is wrong with this request, for a person who can correct it
 * @param errors the errors of single fields, parameters or parts of the path; empty for all other problems
 * @param missingNodes the ids of the nodes that have not answered; with their answers the result might be different.
 *     Empty when none is missing
 */
public record Problem(
        String type, String title, int status, String detail, List<InvalidField> errors, Set<String> missingNodes) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The type of a problem that is described by its status alone. */
    public static final String ABOUT_BLANK = "about:blank";

    /** The type of a problem with the input. Such a problem has {@code errors}. */
    public static final String INVALID_INPUT = "tag:parley.dev,2026:invalid-input";

    public static final String INVALID_INPUT_TITLE = "Invalid input";

    /** The type of a failure of the server. The id in its {@code instance} is in the log. */
    public static final String INCIDENT = "tag:parley.dev,2026:incident";

    /**
     * A wrong field, parameter or part of the path.
     *
     * @param field the name of the field, parameter or part
     * @param reason completes a sentence that begins with the name
     */
    public record InvalidField(String field, String reason) {

        /** Neither may be null. */
        public InvalidField {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Checks that the status is one of an error, and copies the collections. */
    public Problem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem's status is 400 to 599, not " + status);
        }
        errors = List.copyOf(errors);
        missingNodes = Set.copyOf(missingNodes);
    }

    /** A problem that does not depend on the answers of other nodes. */
    public Problem(String type, String title, int status, String detail, List<InvalidField> errors) {
        this(type, title, status, detail, errors, Set.of());
    }

    /** A problem whose kind is described by its status alone. */
    public static Problem of(Response.StatusType status, String detail) {
        return new Problem(ABOUT_BLANK, status.getReasonPhrase(), status.getStatusCode(), detail, List.of());
    }

    /** 400: one field, parameter or part of the path is wrong. */
    public static Problem invalid(String field, String reason) {
        return new Problem(
                INVALID_INPUT,
                INVALID_INPUT_TITLE,
                Response.Status.BAD_REQUEST.getStatusCode(),
                field + " " + reason + ".",
                List.of(new InvalidField(field, reason)));
    }

    /** 404: the nodes that have answered do not have the requested resource. */
    public static Problem notFound(String detail, Set<String> missingNodes) {
        Response.Status status = Response.Status.NOT_FOUND;
        return new Problem(
                ABOUT_BLANK, status.getReasonPhrase(), status.getStatusCode(), detail, List.of(), missingNodes);
    }

    /**
     * The response to the request.
     *
     * @param instance a URI reference that identifies this occurrence: the path of the request, or an incident
     */
    public Response.ResponseBuilder toResponse(String instance) {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .header("Cache-Control", "no-store")
                .entity(toBytes(instance));
    }

    /** The JSON as it is sent, in UTF-8; {@code instance} is the same as in {@link #toResponse}. */
    public byte[] toBytes(String instance) {
        return toJson(instance).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The members that RFC 9457 defines, and {@code errors} and {@code missingNodes} if they are not empty. */
    JsonObject toJson(String instance) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("type", type)
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .add("instance", instance);
        if (!errors.isEmpty()) {
            JsonArrayBuilder array = JSON.createArrayBuilder();
            errors.forEach(error -> array.add(
                    JSON.createObjectBuilder().add("field", error.field()).add("reason", error.reason())));
            json.add("errors", array);
        }
        if (!missingNodes.isEmpty()) {
            json.add("missingNodes", JSON.createArrayBuilder(new TreeSet<>(missingNodes)));
        }
        return json.build();
    }
}
