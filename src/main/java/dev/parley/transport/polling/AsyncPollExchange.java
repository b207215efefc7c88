package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.RequestError;
import dev.parley.transport.ClientConnection;
import dev.parley.transport.ClosingConnections;
import dev.parley.transport.RequestRefusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A polling request on an asynchronous servlet. If the answer exists before the request's thread leaves, that thread
 * writes it; otherwise a worker writes it. The thread that brings a later answer must not write it: this thread may be
 * delivering packets to other clients, or may be inside another request, and a container would mix up the context of
 * that request with the context of the request completed here (as Payara's CDI does).
 */
final class AsyncPollExchange implements PollExchange {

    private static final Logger LOG = System.getLogger(AsyncPollExchange.class.getName());
    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final String JSON = "application/json";
    /**
     * The number of bytes that are passed to the container at a time, so that the progress of the client can be
     * measured.
     */
    private static final int PIECE = 64 * 1024;

    private final AsyncContext context;
    private final Executor workers;
    private final Optional<ClientConnection> connection;
    private final ClosingConnections closing;
    private final AtomicBoolean answered = new AtomicBoolean();
    /**
     * The bytes of the answer that the container has not accepted; 0 before there is an answer, -1 after the container
     * has accepted all of it.
     */
    private volatile long unsent;

    /** The answer that waits until the request's thread leaves; guarded by the monitor. */
    private Runnable early;

    private boolean left;

    /**
     * Creates an exchange for a request that has just become asynchronous.
     *
     * @param workers write late answers
     * @param connection the request's connection, if it can be accessed
     * @param closing closes the connection if the client does not read
     */
    AsyncPollExchange(
            AsyncContext context, Executor workers, Optional<ClientConnection> connection, ClosingConnections closing) {
        this.context = context;
        this.workers = workers;
        this.connection = connection;
        this.closing = closing;
        // Parley's own heartbeat ends sessions. The containers' time-outs differ, and one container answers 500 when
        // its time-out expires.
        context.setTimeout(0);
    }

    @Override
    public void answer(String body) {
        write(HttpServletResponse.SC_OK, TEXT, body.getBytes(StandardCharsets.UTF_8), false);
    }

    @Override
    public void sayGoodbye(String body, CloseReason reason) {
        write(HttpServletResponse.SC_OK, TEXT, body.getBytes(StandardCharsets.UTF_8), true);
        connection.ifPresent(below -> closing.add(below, reason));
    }

    @Override
    public long unsent() {
        return unsent;
    }

    @Override
    public void giveUp(CloseReason reason) {
        if (unsent >= 0) {
            connection.ifPresent(below -> closing.add(new UnreadAnswer(below), reason));
        }
    }

    /**
     * The connection, as long as the answer is being written to it. Later the connection may serve another session of
     * the same client.
     */
    private final class UnreadAnswer implements ClientConnection {
        private final ClientConnection below;

        UnreadAnswer(ClientConnection below) {
            this.below = below;
        }

        @Override
        public boolean isOpen() {
            return unsent >= 0 && below.isOpen();
        }

        @Override
        public void cutOff() throws IOException {
            below.cutOff();
        }
    }

    @Override
    public void refuse(RequestError error) {
        write(error.status(), JSON, RequestRefusal.body(error, error.message()), false);
    }

    @Override
    public void abandon(RequestError error) {
        write(error.status(), JSON, RequestRefusal.body(error, error.message()), true);
    }

    @Override
    public void tooLarge() {
        write(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, TEXT, new byte[0], true);
    }

    private void write(int status, String contentType, byte[] body, boolean closeConnection) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        unsent = body.length;
        Runnable writing = () -> writeNow(status, contentType, body, closeConnection);
        synchronized (this) {
            if (!left) {
                early = writing;
                return;
            }
        }
        try {
            workers.execute(writing);
        } catch (RejectedExecutionException e) {
            // The node is shutting down, and the client can still get its answer.
            writing.run();
        }
    }

    /** Whether an answer has been given; after that, nothing may be read from the request. */
    boolean isAnswered() {
        return answered.get();
    }

    /**
     * Marks that the request's thread has nothing more to do here. Only that thread may call this; a second call does
     * nothing.
     */
    void leave() {
        Runnable writing;
        synchronized (this) {
            left = true;
            writing = early;
            early = null;
        }
        if (writing != null) {
            writing.run();
        }
    }

    private void writeNow(int status, String contentType, byte[] body, boolean closeConnection) {
        try {
            HttpServletResponse response = (HttpServletResponse) context.getResponse();
            response.setStatus(status);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            if (closeConnection) {
                response.setHeader("Connection", "close");
            }
            if (body.length == 0) {
                complete();
                return;
            }
            response.setContentType(contentType);
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new BodyWriter(out, body));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A polling client was gone before its answer", e);
            complete();
        }
    }

    private void complete() {
        unsent = -1;
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "A polling request had ended by itself", e);
        }
    }

    /** Writes one array, in pieces, whenever the container can accept one. */
    private final class BodyWriter implements WriteListener {
        private final ServletOutputStream out;
        private final byte[] body;
        private int written;

        BodyWriter(ServletOutputStream out, byte[] body) {
            this.out = out;
            this.body = body;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (written < body.length && out.isReady()) {
                int length = Math.min(PIECE, body.length - written);
                out.write(body, written, length);
                written += length;
                unsent = body.length - written;
            }
            if (written == body.length && out.isReady()) {
                complete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.log(Level.DEBUG, "A polling client was gone in the middle of its answer", failure);
            complete();
        }
    }
}
