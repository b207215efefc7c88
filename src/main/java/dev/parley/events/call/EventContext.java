package dev.parley.events.call;

import dev.parley.api.Ack;
import dev.parley.api.Socket;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a handler is called for, so that it can be injected meanwhile.
 *
 * @param socket the socket
 * @param ack the event's acknowledgement; null if the call is not for an event
 * @param token the token of the socket's user at the beginning of the call; empty if there is none
 */
public record EventContext(Socket socket, Ack ack, Optional<JsonWebToken> token) {

    /** Only {@code ack} may be null. */
    public EventContext {
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(token, "token");
    }
}
