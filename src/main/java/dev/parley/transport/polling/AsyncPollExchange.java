package dev.parley.transport.polling;

import dev.parley.engine.RequestError;
import dev.parley.transport.RequestRefusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A polling request on an asynchronous servlet. An answer that is there before the request's thread leaves is written by
 * that thread; a later one by a worker. Whoever gives it then may be delivering to others, or be in the middle of another
 * request, whose context a container would mix up with the one completed here (as Payara's CDI does).
 */
final class AsyncPollExchange implements PollExchange {

    private static final Logger LOG = System.getLogger(AsyncPollExchange.class.getName());
    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final String JSON = "application/json";

    private final AsyncContext context;
    private final Executor workers;
    private final AtomicBoolean answered = new AtomicBoolean();
    /** The answer that waits for the request's thread to leave; guarded by the monitor. */
    private Runnable early;

    private boolean left;

    AsyncPollExchange(AsyncContext context, Executor workers) {
        this.context = context;
        this.workers = workers;
        // Our own heartbeat ends sessions; the containers' time-outs differ, and one of them answers 500.
        context.setTimeout(0);
    }

    @Override
    public void answer(String body) {
        write(HttpServletResponse.SC_OK, TEXT, body.getBytes(StandardCharsets.UTF_8), false);
    }

    @Override
    public void refuse(RequestError error) {
        write(error.status(), JSON, RequestRefusal.body(error, error.message()), false);
    }

    @Override
    public void abandon(int status, RequestError error) {
        write(status, JSON, RequestRefusal.body(error, error.message()), true);
    }

    private void write(int status, String contentType, byte[] body, boolean closeConnection) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
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
            // The node is going down, and the client may still get its answer.
            writing.run();
        }
    }

    /** Whether the answer is on its way; nothing may be read from the request then. */
    boolean isAnswered() {
        return answered.get();
    }

    /** The request's thread has nothing more to do here. Must be called by it; again does nothing. */
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
            response.setContentType(contentType);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            if (closeConnection) {
                response.setHeader("Connection", "close");
            }
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new BodyWriter(out, body));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A polling client was gone before its answer", e);
            complete();
        }
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "A polling request had ended by itself", e);
        }
    }

    /** Writes one array when the container can take it. */
    private final class BodyWriter implements WriteListener {
        private final ServletOutputStream out;
        private final byte[] body;
        private boolean written;

        BodyWriter(ServletOutputStream out, byte[] body) {
            this.out = out;
            this.body = body;
        }

        @Override
        public void onWritePossible() throws IOException {
            if (!written && out.isReady()) {
                written = true;
                out.write(body);
            }
            if (written && out.isReady()) {
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
