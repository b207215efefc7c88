package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.admin.routing.ResourceRoot;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a request is about: its path and, where the query names a room or a user, that name. */
final class RequestTarget {

    /** The parameter that names a room. */
    static final String ROOM = "name";

    /** The parameter that names a user. */
    static final String USER = "id";

    /** The parameter that selects the sockets of a user. */
    static final String OF_USER = "user";

    /** The parameter that selects the sockets in a room. */
    static final String IN_ROOM = "room";

    private RequestTarget() {}

    /**
     * The value of a parameter that has to be there.
     *
     * @param value null if the request has none
     * @throws ProblemException if it is missing
     */
    static String required(String parameter, String value) {
        if (value == null) {
            throw new ProblemException(Problem.invalid(parameter, "is missing"));
        }
        return value;
    }

    /** The path as it was requested, and the first of the parameters that name something, encoded. */
    static String of(UriInfo uri) {
        StringBuilder target = new StringBuilder(ResourceRoot.requestedPath(uri.getRequestUri()));
        for (String parameter : List.of(ROOM, USER, OF_USER, IN_ROOM)) {
            String value = uri.getQueryParameters().getFirst(parameter);
            if (value != null) {
                return target.append('?')
                        .append(parameter)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .toString();
            }
        }
        return target.toString();
    }
}
