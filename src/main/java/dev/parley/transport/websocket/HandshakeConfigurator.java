package dev.parley.transport.websocket;

import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Leaves the handshake alone, deliberately. The origin, the limits and the tokens have been decided by the filter, since
 * the containers disagree about a refusal in this place (one answers 200, two show a stack trace); and what it found out
 * (who, from where) comes as the {@linkplain dev.parley.transport.AdmittedRequest principal}, since the endpoint's user
 * properties are one map for all concurrent handshakes. A handshake that came around the filter has no such principal, and
 * the endpoint closes it.
 */
public final class HandshakeConfigurator extends ServerEndpointConfig.Configurator {

    /** Answered for the origin by the filter, see {@link dev.parley.transport.HandshakeFilter}. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }
}
