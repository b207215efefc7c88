package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Timers;
import dev.parley.transport.ClosingConnections;
import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.FrameSender;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import dev.parley.transport.upgrade.FrameGuard;
import dev.parley.transport.upgrade.ReadLoopGroup;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Creates the transports of WebSockets. The composition root passes the factory to the endpoint, and closes it. */
public final class WebSocketTransportFactory implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WebSocketTransportFactory.class.getName());

    private final Executor closers;
    private final ClosingConnections closing;
    private final FrameSenderFactory senders;
    private final ReadControlFactory reads;

    /**
     * Creates a factory.
     *
     * @param closers close WebSockets, which may take a moment
     * @param closing ensures that their connections are closed in the end
     * @param threads for sending
     * @param timers check those threads
     * @param loops read messages, where the container's own way costs more and can be avoided
     */
    public WebSocketTransportFactory(
            Executor closers, ClosingConnections closing, ThreadFactory threads, Timers timers, ReadLoopGroup loops) {
        this.closers = closers;
        this.closing = closing;
        CompletionPoller pending = new CompletionPoller(timers);
        this.senders = new FrameSenderFactory(threads, timers, pending);
        this.reads = new ReadControlFactory(pending, loops);
    }

    /**
     * Creates the transport of a WebSocket that has just been opened.
     *
     * @param base64 whether the client accepts bytes only as text
     * @param frames checks the input, if the container allows it
     */
    WebSocketTransport open(Session session, boolean base64, FrameGuard frames) {
        SendPath path = base64 ? senders.of(session).inBase64() : senders.of(session);
        Consumer<CloseReason> closer = reason -> {
            path.sender().connection().ifPresent(connection -> closing.add(connection, reason));
            closeElsewhere(session, reason);
        };
        ReadControl control = reads.of(session, frames);
        WebSocketTransport transport = new WebSocketTransport(path, control, closer, most -> limit(session, most));
        transport.guardBy(frames);
        control.deliverTo(transport);
        return transport;
    }

    /**
     * Passes the limit to Open Liberty only. Open Liberty checks the limit when a frame's header arrives, and holds a
     * frame within the limit until the frame is complete. Other containers hold nothing because of a header. A
     * container that has a limit closes with a text of its own, where the reference server sends none.
     */
    private static void limit(Session session, int maxMessage) {
        if (session.getClass().getName().startsWith(FrameSenderFactory.LIBERTY)) {
            session.setMaxTextMessageBufferSize(maxMessage);
            session.setMaxBinaryMessageBufferSize(maxMessage);
        }
    }

    /**
     * The container reports that a WebSocket has been closed. If the client does not read, queued data may still keep
     * the connection open.
     */
    void closed(WebSocketTransport transport) {
        transport.connection().ifPresent(connection -> closing.add(connection, CloseReason.TRANSPORT_CLOSE));
    }

    /** Ends the threads. */
    @Override
    public void close() {
        senders.close();
    }

    /** Closes a WebSocket that the filter has not admitted. */
    void refuse(Session session) {
        FrameSender sender = senders.of(session).sender();
        sender.connection().ifPresent(connection -> closing.add(connection, CloseReason.FORCED_CLOSE));
        closeElsewhere(session, CloseReason.FORCED_CLOSE);
        sender.opened();
    }

    private void closeElsewhere(Session session, CloseReason reason) {
        try {
            closers.execute(() -> close(session, reason));
        } catch (RejectedExecutionException e) {
            // The node is shutting down, and no other thread would send the close frame.
            close(session, reason);
        }
    }

    private static void close(Session session, CloseReason reason) {
        try {
            session.close(new jakarta.websocket.CloseReason(
                    jakarta.websocket.CloseReason.CloseCodes.getCloseCode(reason.webSocketCode()),
                    reason.webSocketText()));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "A WebSocket was gone before it was closed", e);
        }
    }
}
