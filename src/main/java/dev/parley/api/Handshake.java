package dev.parley.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The request with which the client's connection began. Immutable. Handlers get it as a parameter; {@code @Inject
 * Handshake} gives that of the socket whose event is being handled, and fails outside of an event with an
 * {@link IllegalStateException} that says so.
 */
public interface Handshake {

    /** The first value of each query parameter, without those of the protocol and without tokens. */
    Map<String, String> query();

    /** The client's address; behind trusted proxies, the address that they report. */
    String remoteAddress();

    /** Whether the request came over TLS. */
    boolean secure();

    /** The {@code Origin} header, if there was one. */
    Optional<String> origin();

    /** The {@code User-Agent} header, if there was one. */
    Optional<String> userAgent();

    /** When the request came, by the wall clock. */
    Instant time();
}
