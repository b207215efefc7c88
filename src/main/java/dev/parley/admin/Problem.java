package dev.parley.admin;

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
 * What went wrong with a request (RFC 9457, "Problem Details for HTTP APIs").
 *
 * @param type a URI that identifies the kind of problem; {@link #ABOUT_BLANK} for one that its status says all about
 * @param title the kind of problem, for a person
 * @param status of HTTP
 * @param detail what is wrong this time, for a person who can mend it
 * @param errors what is wrong with single fields, parameters or parts of the path; empty for all other problems
 * @param missingNodes the nodes that have not answered, which may know better; empty when none is missing
 */
public record Problem(
        String type, String title, int status, String detail, List<InvalidField> errors, Set<String> missingNodes) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The type of a problem that means no more than its status. */
    public static final String ABOUT_BLANK = "about:blank";

    /** The type of a problem with the input, which has {@code errors}. */
    public static final String INVALID_INPUT = "tag:parley.dev,2026:invalid-input";

    static final String INVALID_INPUT_TITLE = "Invalid input";

    /** The type of a failure of the server, whose {@code instance} is in the log. */
    public static final String INCIDENT = "tag:parley.dev,2026:incident";

    /**
     * Something that was given and is wrong.
     *
     * @param field its name
     * @param reason completes a sentence that begins with the name
     */
    public record InvalidField(String field, String reason) {

        /** Neither may be null. */
        public InvalidField {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Checks that it is an error's status, and keeps copies of the collections. */
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

    /** A problem that no other node can know better. */
    public Problem(String type, String title, int status, String detail, List<InvalidField> errors) {
        this(type, title, status, detail, errors, Set.of());
    }

    /** A problem that its status says all about. */
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

    /** 404: there is nothing of that name on the nodes that have answered. */
    public static Problem notFound(String detail, Set<String> missingNodes) {
        Response.Status status = Response.Status.NOT_FOUND;
        return new Problem(
                ABOUT_BLANK, status.getReasonPhrase(), status.getStatusCode(), detail, List.of(), missingNodes);
    }

    /**
     * The answer to the request.
     *
     * @param instance a URI reference that identifies this occurrence: the path of the request, or an incident
     */
    public Response.ResponseBuilder toResponse(String instance) {
        return Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .header("Cache-Control", "no-store")
                .entity(toBytes(instance));
    }

    /** The JSON as it is sent; the instance is as in {@link #toResponse}. */
    public byte[] toBytes(String instance) {
        return toJson(instance).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The members that RFC 9457 names; {@code errors} and {@code missingNodes} when there are any. */
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
