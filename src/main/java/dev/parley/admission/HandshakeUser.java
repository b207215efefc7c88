package dev.parley.admission;

import dev.parley.api.AuthenticatedUser;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The user from the token of the handshake. It is stored in the handshake until the CONNECT.
 *
 * @param user the user whom the token names
 * @param token the token with its claims; empty if no namespace needs them
 */
record HandshakeUser(AuthenticatedUser user, Optional<JsonWebToken> token) implements Principal {

    @Override
    public String getName() {
        return user.id();
    }
}
