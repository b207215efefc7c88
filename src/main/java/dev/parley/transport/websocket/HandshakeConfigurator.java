package dev.parley.transport.websocket;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * Creates the endpoints. Deliberately, it does nothing in the handshake except for the subprotocol. The filter has
 * already checked the origin, the limits and the tokens, because containers differ in how they handle a rejection here
 * (one answers 200, two show a stack trace). The filter's results (the user and the address) come as the
 * {@linkplain dev.parley.transport.AdmittedUpgrade principal}, because the endpoint's user properties are one map for
 * all concurrent handshakes. A handshake that has bypassed the filter has no such principal, and the endpoint closes
 * its connection.
 */
final class HandshakeConfigurator extends ServerEndpointConfig.Configurator {

    private final WebSocketTransportFactory transports;

    HandshakeConfigurator(WebSocketTransportFactory transports) {
        this.transports = transports;
    }

    /** Always true: the filter has already checked the origin, see {@link dev.parley.transport.HandshakeFilter}. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    /**
     * Returns the first subprotocol that the client offers, as the reference server does. Engine.IO has no
     * subprotocols, but clients close the connection if the server chooses none of theirs. The filter has admitted only
     * valid lists.
     */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        // Containers differ in how far they split the header.
        return requested.isEmpty() ? "" : requested.get(0).split(",", 2)[0].strip();
    }

    /** Returns a new endpoint for a connection, so that the container does not have to construct it. */
    @Override
    public <T> T getEndpointInstance(Class<T> endpoint) {
        return endpoint.cast(new EngineEndpoint(transports));
    }
}
