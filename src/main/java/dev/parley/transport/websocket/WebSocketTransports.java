package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/** Makes the transports of WebSockets. The composition root provides it to the endpoint. */
public final class WebSocketTransports {

    private static final Logger LOG = System.getLogger(WebSocketTransports.class.getName());

    private final Executor executor;

    /** Uses the executor to close WebSockets, which takes seconds in some containers when the client is stalled. */
    public WebSocketTransports(Executor executor) {
        this.executor = executor;
    }

    /** The transport of a WebSocket that has just been opened. */
    WebSocketTransport open(Session session, int maxPayload) {
        return new WebSocketTransport(
                new AsyncFrameSender(session), reason -> executor.execute(() -> close(session, reason)), maxPayload);
    }

    /** Closes a WebSocket on the calling thread, saying why. */
    static void close(Session session, CloseReason reason) {
        try {
            session.close(new jakarta.websocket.CloseReason(
                    jakarta.websocket.CloseReason.CloseCodes.getCloseCode(reason.webSocketCode()), reason.text()));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "A WebSocket was gone before it was closed", e);
        }
    }
}
