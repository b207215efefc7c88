package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

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
                new AsyncFrameSender(session), reason -> closeElsewhere(session, reason), maxPayload);
    }

    /** Closes a WebSocket that nobody has admitted. */
    void refuse(Session session) {
        closeElsewhere(session, CloseReason.FORCED_CLOSE);
    }

    private void closeElsewhere(Session session, CloseReason reason) {
        try {
            executor.execute(() -> close(session, reason));
        } catch (RejectedExecutionException e) {
            // The node is going down, and nobody else would say goodbye.
            close(session, reason);
        }
    }

    private static void close(Session session, CloseReason reason) {
        try {
            session.close(new jakarta.websocket.CloseReason(
                    jakarta.websocket.CloseReason.CloseCodes.getCloseCode(reason.webSocketCode()), reason.text()));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "A WebSocket was gone before it was closed", e);
        }
    }
}
