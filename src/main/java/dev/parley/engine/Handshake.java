package dev.parley.engine;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The data of the first request of a session. Immutable. It lives as long as the session, so it is small: it keeps no
 * header that nobody uses, and never a token.
 *
 * @param path the request's path, with the trailing slash
 * @param query the first value of each query parameter
 * @param remoteAddress the client's address; behind trusted proxies, the address that they report
 * @param secure whether the request came over TLS
 * @param origin the {@code Origin} header, if there was one
 * @param userAgent the {@code User-Agent} header, if there was one
 * @param principal the user that the request's own credentials (a header or a cookie) proved, if it had any
 * @param time when the request came, by the wall clock
 * @param headers the other headers that are kept, by their names in small letters
 */
public record Handshake(
        String path,
        Map<String, String> query,
        String remoteAddress,
        boolean secure,
        Optional<String> origin,
        Optional<String> userAgent,
        Optional<Principal> principal,
        Instant time,
        Map<String, String> headers) {

    /** Rejects nulls and copies the query. */
    public Handshake {
        Objects.requireNonNull(path, "path");
        query = Map.copyOf(query);
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(time, "time");
        headers = Map.copyOf(headers);
    }

    /** A handshake of which no other headers are kept. */
    public Handshake(
            String path,
            Map<String, String> query,
            String remoteAddress,
            boolean secure,
            Optional<String> origin,
            Optional<String> userAgent,
            Optional<Principal> principal,
            Instant time) {
        this(path, query, remoteAddress, secure, origin, userAgent, principal, time, Map.of());
    }
}
