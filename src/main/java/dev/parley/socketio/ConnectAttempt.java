package dev.parley.socketio;

import dev.parley.engine.Handshake;
import java.util.Objects;
import java.util.Optional;

/**
 * A refused CONNECT, with details for an {@link EventObserver}.
 *
 * @param namespace the namespace's name
 * @param handshake the request that opened the client's session
 * @param socket the socket that all guards admitted, and for which the quota had no place or which a listener refused;
 *     empty if a guard refused the CONNECT
 */
public record ConnectAttempt(String namespace, Handshake handshake, Optional<Socket> socket) {

    /** Nothing may be null. */
    public ConnectAttempt {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(handshake, "handshake");
        Objects.requireNonNull(socket, "socket");
    }
}
