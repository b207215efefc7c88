package dev.parley.transport.upgrade;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An upgraded connection whose input is checked. It is closed when no thread uses it any more, on a thread that runs no
 * other client's request.
 *
 * <p>When a thread closes a WebSocket, the container (Catalina on Grizzly) returns the WebSocket's request to the pool
 * of that thread. It does so at once, even if another thread still uses the request: the thread that still opens the
 * WebSocket, a thread that reads, or a thread that writes the close frame. The next request of another client then gets
 * the same objects from the pool, and is answered wrongly or not at all. So {@link #close} keeps late threads away from
 * the streams and takes the request out of circulation ({@link UpgradedRequest#retire}). A thread of Parley does the
 * rest, after it has waited until the container's thread has left the request. Thread-safe.
 */
@SuppressWarnings("try") // The interface declares that close() may throw any exception.
final class GuardedConnection implements WebConnection {

    private static final Logger LOG = System.getLogger(GuardedConnection.class.getName());

    /**
     * A call that takes longer than this writes to a client that does not read; the connection then ends in spite of
     * the call.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A client that goes on sending for longer after the Close frame may lose it. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final WebConnection connection;
    private final FrameGuard guard;
    private final UpgradedRequest request;
    private final UpgradeThreads threads;
    private final Gate reading = new Gate();
    private final Gate writing = new Gate();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean ending;
    private GuardedInput input;
    /** What the input reads from; null if it is the container's stream. */
    private ChannelInput channel;

    private GuardedOutput output;

    /**
     * Creates a guarded connection.
     *
     * @param request the request that became the connection
     */
    GuardedConnection(WebConnection connection, FrameGuard guard, UpgradedRequest request, UpgradeThreads threads) {
        this.connection = connection;
        this.guard = guard;
        this.request = request;
        this.threads = threads;
    }

    @Override
    public synchronized ServletInputStream getInputStream() throws IOException {
        if (input == null) {
            ServletInputStream containers = connection.getInputStream();
            channel = request.input(containers).orElse(null);
            input = new GuardedInput(channel == null ? containers : channel, guard, reading);
        }
        return input;
    }

    @Override
    public synchronized ServletOutputStream getOutputStream() throws IOException {
        if (output == null) {
            output = new GuardedOutput(connection.getOutputStream(), writing);
        }
        return output;
    }

    /** Called when the container's handler is ready for input. */
    void begin() {
        GuardedInput opened = opened();
        if (opened != null) {
            opened.begin();
        }
    }

    private synchronized GuardedInput opened() {
        return input;
    }

    /**
     * Begins to close the connection. Returns at once; a second call does nothing.
     *
     * <p>The Close frame may just have been written, and the client may still be sending. If a connection is closed
     * before everything has been read that arrives, TCP resets it, and the client may never see the Close frame. So
     * unless the client has sent its own Close frame or has gone, its bytes are discarded for a while.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        writing.shut();
        GuardedInput opened = opened();
        if (guard.isClosed() || opened == null || opened.isFinished() || !opened.discard(this::end)) {
            end();
        } else {
            threads.timers().schedule(LINGER, this::end);
        }
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        reading.shut();
        endInput();
        request.retire();
        try {
            threads.closers().execute(this::closeWhenLeft);
        } catch (RejectedExecutionException e) {
            // The node is shutting down.
            close(connection);
        }
    }

    private void closeWhenLeft() {
        boolean left = request.awaitLeft();
        // If the client has disconnected, the container closes the connection itself.
        if (!ending) {
            close(left ? request.connection(connection) : connection);
        }
    }

    private static void close(WebConnection containers) {
        try {
            containers.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "A WebSocket's connection was gone before it was closed", e);
        }
    }

    private synchronized void endInput() {
        if (channel != null) {
            channel.end();
        }
    }

    /** The container has begun to close the connection; no other thread may do the same. */
    void ending() {
        ending = true;
        request.retire();
        request.ending();
    }

    /** The container is about to return the request to its pool. Waits for threads that are in the middle of a call. */
    void ended() {
        endInput();
        try {
            if (!reading.clear(PATIENCE) || !writing.clear(PATIENCE)) {
                LOG.log(Level.DEBUG, "A WebSocket ends in the middle of a call");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
