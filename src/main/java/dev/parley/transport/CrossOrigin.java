package dev.parley.transport;

import java.util.Optional;

/** Tells browsers which other origins may read the answers (CORS). */
@FunctionalInterface
public interface CrossOrigin {

    /**
     * The value of {@code Access-Control-Allow-Origin} for a request; empty when it is not a request of another origin, or
     * of one that may not.
     */
    Optional<String> allowedOrigin(HandshakeRequest request);
}
