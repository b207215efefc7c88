package dev.parley.transport;

import java.util.Optional;

/** The rule that says which other origins may read the responses (CORS). */
@FunctionalInterface
public interface CrossOrigin {

    /**
     * The value of {@code Access-Control-Allow-Origin} for a request; empty if the request is not cross-origin or its
     * origin is not allowed.
     */
    Optional<String> allowedOrigin(HandshakeRequest request);
}
