package dev.parley.transport.upgrade;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Stands between a container's stream and the listener that reads from it, and keeps the listener from reading during a
 * pause: what the container then says about new data is kept, and the question for more data is answered with no. The
 * container reads from the network only when it has been asked for more, so the rest stays with the client. After the
 * pause a thread of Parley makes the call that is owed to the listener.
 *
 * <p>The listener is called by one thread at a time. Thread-safe; {@link #receiving} does not wait.
 */
final class InputPause implements ReadListener {

    private static final Logger LOG = System.getLogger(InputPause.class.getName());

    /** How many reads a thread of Parley makes before it lets others have their turn. */
    private static final int TURN = 16;

    private volatile ReadListener listener;
    private final BooleanSupplier ready;
    private final Executor threads;

    private boolean paused;
    /** Whether the listener has to be called: there is data, or it may be asked for. */
    private boolean owed;
    /** Whether a thread is in a call of the listener, or about to be. */
    private boolean busy;
    /** How often the listener may still ask for more in this call; used only by the thread in the call. */
    private int turn;

    /**
     * Creates what stands before a listener.
     *
     * @param ready asks the container's stream whether there is data; the container calls {@link #onDataAvailable} later
     *     if there is none
     * @param threads call the listener after a pause; not threads that others wait for
     */
    InputPause(ReadListener listener, BooleanSupplier ready, Executor threads) {
        this.listener = listener;
        this.ready = ready;
        this.threads = threads;
    }

    /** Begins or ends a pause. */
    void receiving(boolean on) {
        boolean call;
        synchronized (this) {
            paused = !on;
            call = on && owed && !busy;
            busy = busy || call;
        }
        if (call) {
            callElsewhere();
        }
    }

    /** Ends a pause, and lets another listener read from now on; it is called first by a thread of Parley. */
    void handOver(ReadListener next) {
        boolean call;
        synchronized (this) {
            listener = next;
            paused = false;
            owed = true;
            call = !busy;
            busy = true;
        }
        if (call) {
            callElsewhere();
        }
    }

    /** Whether the listener may read on now. Asks the container unless there is a pause. */
    boolean isReady() {
        synchronized (this) {
            if (paused || turn == 0) {
                owed = true;
                return false;
            }
            turn--;
        }
        return ready.getAsBoolean();
    }

    @Override
    public void onDataAvailable() throws IOException {
        synchronized (this) {
            if (busy || paused) {
                owed = true;
                return;
            }
            busy = true;
            owed = false;
            // The container's own thread may read for as long as it likes.
            turn = Integer.MAX_VALUE;
        }
        try {
            listener.onDataAvailable();
        } finally {
            left();
        }
    }

    private void callElsewhere() {
        try {
            threads.execute(this::call);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The node is shutting down: a WebSocket is not read any more");
        }
    }

    /** Calls the listener if there is data. If there is none, the container will call. */
    private void call() {
        synchronized (this) {
            owed = paused;
            turn = TURN;
        }
        try {
            if (isReady()) {
                listener.onDataAvailable();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A WebSocket failed while it was read", e);
            listener.onError(e);
        } finally {
            left();
        }
    }

    private void left() {
        boolean again;
        synchronized (this) {
            again = owed && !paused;
            busy = again;
        }
        if (again) {
            callElsewhere();
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        listener.onAllDataRead();
    }

    @Override
    public void onError(Throwable failure) {
        listener.onError(failure);
    }
}
