package dev.parley.transport.container.liberty;

import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.ReadControl;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops the reading of a WebSocket of Open Liberty that reads by itself, as with TLS. It reads by asynchronous calls: a thread that has handled what
 * was read begins the next read, if the state of the link allows it. This class changes the state while that thread
 * handles a message, and begins the next read itself later. No thread is held meanwhile. A read that has begun cannot be
 * stopped; it is of 8 KiB.
 */
final class LibertyReadControl implements ReadControl {

    private static final Logger LOG = System.getLogger(LibertyReadControl.class.getName());

    private final LibertyReadInternals internals;
    private final Object link;
    private final CompletionPoller pending;
    private final AtomicBoolean starting = new AtomicBoolean();
    private volatile boolean receiving = true;

    LibertyReadControl(LibertyReadInternals internals, Object link, CompletionPoller pending) {
        this.internals = internals;
        this.link = link;
        this.pending = pending;
    }

    @Override
    public void receiving(boolean on) {
        receiving = on;
        if (!on) {
            stop();
        } else if (starting.compareAndSet(false, true)) {
            // The thread that handled the last message may not have left the link yet.
            pending.await(this::isDone, failure -> {});
        }
    }

    private void stop() {
        try {
            internals.stop(link);
        } catch (Throwable e) {
            // A method handle may throw anything.
            LOG.log(Level.WARNING, "The reading of a WebSocket could not be stopped", e);
        }
    }

    /** Begins to read again if that is still wanted. Returns false if it is too early. */
    private boolean isDone() {
        if (receiving && !start()) {
            return false;
        }
        starting.set(false);
        // A caller that came before the previous line saw the flag set, and relies on this thread.
        return !receiving || start() || !starting.compareAndSet(false, true);
    }

    private boolean start() {
        try {
            return internals.start(link);
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "The reading of a WebSocket could not be continued", e);
            return true;
        }
    }
}
