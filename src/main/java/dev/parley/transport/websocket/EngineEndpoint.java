package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.transport.AdmittedRequest;
import dev.parley.transport.AdmittedUpgrade;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The WebSocket endpoint of an Engine.IO path. It is programmatic, because the path in an annotation cannot be
 * configured; {@link WebSocketEndpoints} registers it. It is public, because one container (Tyrus) calls its methods by
 * reflection. There is one instance for each connection, and the container delivers one event at a time.
 */
public final class EngineEndpoint extends Endpoint {

    private static final Logger LOG = System.getLogger(EngineEndpoint.class.getName());

    private final WebSocketTransportFactory transports;

    private WebSocketTransport transport;

    /** Creates an endpoint for one connection. */
    EngineEndpoint(WebSocketTransportFactory transports) {
        this.transports = transports;
    }

    /** Opens an Engine.IO session over this WebSocket, or begins the upgrade of one. */
    @Override
    public void onOpen(Session session, EndpointConfig config) {
        try {
            if (session.getUserPrincipal() instanceof AdmittedUpgrade upgrade) {
                begin(session, upgrade);
            } else {
                transports.refuse(session);
            }
        } finally {
            if (transport != null) {
                transport.opened();
            }
        }
    }

    private void begin(Session session, AdmittedUpgrade upgrade) {
        if (upgrade.request() instanceof AdmittedRequest.Opening opening) {
            listen(session, upgrade);
            if (!opening.open(transport)) {
                transport.terminate(CloseReason.FORCED_CLOSE);
            }
        } else if (upgrade.request() instanceof AdmittedRequest.OfSession ofSession) {
            listen(session, upgrade);
            if (!ofSession.session().upgradeTo(transport)) {
                transport.terminate(CloseReason.TRANSPORT_ERROR);
            }
        } else if (upgrade.request() instanceof AdmittedRequest.Probe probe) {
            probe.reached().run();
            transports.refuse(session);
        }
    }

    private void listen(Session session, AdmittedUpgrade upgrade) {
        transport = transports.open(session, upgrade.request().base64(), upgrade.frames());
        session.addMessageHandler(new TextHandler(transport));
        session.addMessageHandler(new BinaryHandler(transport));
    }

    /** The connection has ended; the container's close code is ignored. */
    @Override
    public void onClose(Session session, jakarta.websocket.CloseReason reason) {
        if (transport != null) {
            transport.closed();
            transports.closed(transport);
        }
    }

    /** The connection has failed; not every container then closes it. */
    @Override
    public void onError(Session session, Throwable failure) {
        LOG.log(Level.DEBUG, "A WebSocket failed", failure);
        if (transport != null) {
            transport.lost();
        }
    }

    /**
     * Receives the parts of text messages. This must be a class, not a lambda: containers find the message type in its
     * declaration.
     */
    private record TextHandler(WebSocketTransport transport) implements MessageHandler.Partial<String> {
        @Override
        public void onMessage(String part, boolean last) {
            transport.receive(part, last);
        }
    }

    /** Receives the parts of binary messages. */
    private record BinaryHandler(WebSocketTransport transport) implements MessageHandler.Partial<byte[]> {
        @Override
        public void onMessage(byte[] part, boolean last) {
            transport.receive(part, last);
        }
    }
}
