package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Timers;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/** Makes the transports of WebSockets. The composition root provides it to the endpoint, and closes it. */
public final class WebSocketTransports implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WebSocketTransports.class.getName());

    private final Executor executor;
    private final FrameSenders senders;

    /**
     * Makes transports.
     *
     * @param executor closes WebSockets, which takes seconds in some containers when the client is stalled
     * @param threads for containers where a thread of our own sends best
     * @param timers watch over those threads
     */
    public WebSocketTransports(Executor executor, ThreadFactory threads, Timers timers) {
        this.executor = executor;
        this.senders = new FrameSenders(threads, timers);
    }

    /** The transport of a WebSocket that has just been opened. */
    WebSocketTransport open(Session session, int maxPayload) {
        return new WebSocketTransport(senders.of(session), reason -> closeElsewhere(session, reason), maxPayload);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        senders.close();
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
