package dev.parley.admission;

import dev.parley.security.AuthenticatedUser;
import java.security.Principal;

/** The user whom the handshake's own token proved, on its way to the CONNECT. */
record HandshakeUser(AuthenticatedUser user) implements Principal {

    @Override
    public String getName() {
        return user.id();
    }
}
