package dev.parley.admin;

import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/**
 * A request of a backend that publishes something.
 *
 * @param key the value of the header {@link IdempotencyKeyHeader}; null if there is none
 * @param uri what was requested
 * @param security who requests it; the user is known
 * @param body JSON, not read yet
 */
record PublishRequest(String key, UriInfo uri, SecurityContext security, InputStream body) {

    /** The id of the user of the token. */
    String user() {
        return security.getUserPrincipal().getName();
    }
}
