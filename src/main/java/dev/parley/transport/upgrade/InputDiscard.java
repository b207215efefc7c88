package dev.parley.transport.upgrade;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Reads what a client still sends after its WebSocket was closed by the server, and discards it. It ends with the
 * client's Close frame (RFC 6455, section 7.1.1) or with the connection. One thread at a time calls it.
 */
final class InputDiscard implements ReadListener {

    private static final int BYTES = 8192;

    private final Source source;
    private final BooleanSupplier more;
    private final FrameGuard guard;
    private final Runnable over;

    /** Bytes of the client. */
    @FunctionalInterface
    interface Source {
        /** Reads some bytes; returns how many, or a negative number at the end. */
        int read(byte[] bytes, int from, int count) throws IOException;
    }

    /**
     * Creates a listener.
     *
     * @param more whether there is more to read; the listener is called again if there is none
     * @param guard looks for the Close frame
     * @param over called when the client sends nothing more
     */
    InputDiscard(Source source, BooleanSupplier more, FrameGuard guard, Runnable over) {
        this.source = source;
        this.more = more;
        this.guard = guard;
        this.over = over;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] bytes = new byte[BYTES];
        do {
            int read = source.read(bytes, 0, bytes.length);
            if (read < 0 || guard.discard(bytes, 0, read)) {
                over.run();
                return;
            }
        } while (more.getAsBoolean());
    }

    @Override
    public void onAllDataRead() {
        over.run();
    }

    @Override
    public void onError(Throwable failure) {
        over.run();
    }
}
