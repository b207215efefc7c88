package dev.parley.socketio;

import dev.parley.engine.Handshake;
import jakarta.json.JsonObject;

/**
 * A client's request to join a namespace.
 *
 * @param session the id of the client's session, which is a secret of that client
 * @param namespace the namespace's name
 * @param handshake the request that opened the client's session
 * @param auth the auth payload of the CONNECT packet; empty when there was none
 */
public record ConnectRequest(String session, String namespace, Handshake handshake, JsonObject auth) {}
