package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.transport.AdmittedRequest;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The WebSocket end of every Engine.IO path: the filter leads all upgrades here, whatever path they named, because a
 * path in an annotation cannot be configured. One instance for each connection; the container calls it one event at a
 * time.
 */
@Dependent
@ServerEndpoint(value = AdmittedRequest.WEBSOCKET_PATH, configurator = HandshakeConfigurator.class)
public class EngineEndpoint {

    private static final Logger LOG = System.getLogger(EngineEndpoint.class.getName());

    @Inject
    private WebSocketTransports transports;

    private WebSocketTransport transport;
    private long opened;

    /** Opens an Engine.IO session over this WebSocket, or begins the upgrade of one. */
    @OnOpen
    public void onOpen(Session session) {
        opened = System.nanoTime();
        if (session.getUserPrincipal() instanceof AdmittedRequest.Opening opening) {
            transport = transports.open(session, opening.server().settings().maxPayload());
            opening.server().open(opening.handshake(), transport);
        } else if (session.getUserPrincipal() instanceof AdmittedRequest.OfSession ofSession) {
            transport = transports.open(session, ofSession.session().settings().maxPayload());
            if (!ofSession.session().upgradeTo(transport)) {
                transport.terminate(CloseReason.TRANSPORT_ERROR);
            }
        } else {
            transports.refuse(session);
        }
    }

    /** Takes a part of a text message. */
    @OnMessage
    public void onText(String part, boolean last) {
        if (transport != null) {
            transport.receive(part, last);
        }
    }

    /** Takes a part of a binary message. */
    @OnMessage
    public void onBinary(byte[] part, boolean last) {
        if (transport != null) {
            transport.receive(part, last);
        }
    }

    /** The connection has ended, whatever code the container gives. */
    @OnClose
    public void onClose() {
        if (transport != null) {
            transport.closed();
        }
        WebSocketTransports.letSettle(opened);
    }

    /** The connection has failed; not every container closes it then. */
    @OnError
    public void onError(Throwable failure) {
        LOG.log(Level.DEBUG, "A WebSocket failed", failure);
        if (transport != null) {
            transport.lost();
        }
    }
}
