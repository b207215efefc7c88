package dev.parley.events.call;

import dev.parley.socketio.Socket;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Knows the current token of each socket, which may have been renewed. Thread-safe; must not block. */
@FunctionalInterface
public interface Tokens {

    /** No socket has a token. */
    Tokens NONE = socket -> Optional.empty();

    /** The token of the socket's user; empty if nobody has signed in. */
    Optional<JsonWebToken> token(Socket socket);
}
