package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.engine.Timers;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Makes the transports of WebSockets. The composition root provides it to the endpoint, and closes it. */
public final class WebSocketTransports implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WebSocketTransports.class.getName());

    private static final long SETTLING_NANOS = Duration.ofMillis(10).toNanos();

    private final Executor closers;
    private final Runnable end;
    private final FrameSenders senders;

    /**
     * Makes transports.
     *
     * @param executor closes WebSockets when more of them are to be closed at the same time than there are threads for it
     * @param threads for sending and for closing
     * @param timers watch over those threads
     */
    public WebSocketTransports(Executor executor, ThreadFactory threads, Timers timers) {
        this(new Closers(threads, executor), new FrameSenders(threads, timers));
    }

    private WebSocketTransports(Closers closers, FrameSenders senders) {
        this(closers, closers::close, senders);
    }

    WebSocketTransports(Executor closers, Runnable end, FrameSenders senders) {
        this.closers = closers;
        this.end = end;
        this.senders = senders;
    }

    /** The transport of a WebSocket that has just been opened. */
    WebSocketTransport open(Session session, int maxPayload) {
        long opened = System.nanoTime();
        SendPath path = senders.of(session);
        Consumer<CloseReason> closer = reason -> {
            path.sender().closing(closers);
            closeElsewhere(session, opened, reason);
        };
        return new WebSocketTransport(path, closer, maxPayload);
    }

    /** Ends the threads; closings that have begun are finished first, for a short while at most. */
    @Override
    public void close() {
        end.run();
        senders.close();
    }

    /** Closes a WebSocket that nobody has admitted. */
    void refuse(Session session) {
        closeElsewhere(session, System.nanoTime(), CloseReason.FORCED_CLOSE);
    }

    /**
     * Waits until a WebSocket has been open for a moment, if it has not. The thread of its handshake may still be on its
     * way out of the container; one (Payara) recycles the request of a WebSocket that ends meanwhile, under the feet of
     * that thread, and then of other clients who get the same object next.
     *
     * @param opened when it was opened, by {@link System#nanoTime()}
     */
    static void letSettle(long opened) {
        long left = SETTLING_NANOS - (System.nanoTime() - opened);
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = SETTLING_NANOS - (System.nanoTime() - opened);
        }
    }

    private void closeElsewhere(Session session, long opened, CloseReason reason) {
        try {
            closers.execute(() -> {
                letSettle(opened);
                close(session, reason);
            });
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
