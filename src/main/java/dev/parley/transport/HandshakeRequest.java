package dev.parley.transport;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for a new session, as the guards see it: a view without servlet types in its signatures. Valid only during
 * the call.
 */
public final class HandshakeRequest {

    private final HttpServletRequest request;
    private final QueryString query;

    HandshakeRequest(HttpServletRequest request, QueryString query) {
        this.request = request;
        this.query = query;
    }

    /** The parameters in the URL. */
    public QueryString query() {
        return query;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** All values of a header, in the order of the request. */
    public List<String> headers(String name) {
        return List.copyOf(Collections.list(request.getHeaders(name)));
    }

    /** The values of all cookies with this name. */
    public List<String> cookies(String name) {
        List<String> values = new ArrayList<>();
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    values.add(cookie.getValue());
                }
            }
        }
        return values;
    }

    /**
     * The address of the peer of the TCP connection, which may be a proxy; empty if the peer has already closed the
     * connection.
     */
    public String peerAddress() {
        return Objects.requireNonNullElse(request.getRemoteAddr(), "");
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return request.getScheme();
    }

    /** The unchanged {@code Host} header, with the port if it has one; empty if there is none. */
    public String host() {
        return header("Host").orElse("");
    }
}
