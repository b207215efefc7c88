package dev.parley.transport.container.tyrus;

import dev.parley.transport.ClientConnection;
import java.io.IOException;

/**
 * Grizzly's connection below a WebSocket of Tyrus (Payara, GlassFish). For Tyrus, a frame is sent when Grizzly has it.
 * This class reports when the kernel has it, so that the stall detection starts at the moment when the client's buffers
 * are full, and not only when Grizzly's buffers are full, too.
 *
 * <p>The size of the kernel's send buffer is limited here: Payara's configuration has no setting for it, and it would
 * take up to 4 MB.
 */
final class GrizzlyConnection implements ClientConnection {

    private final GrizzlyInternals internals;
    private final Object connection;
    private final Object writeQueue;
    private final GrizzlyWriter writer;

    GrizzlyConnection(GrizzlyInternals internals, Object connection, Object writeQueue, GrizzlyWriter writer) {
        this.internals = internals;
        this.connection = connection;
        this.writeQueue = writeQueue;
        this.writer = writer;
    }

    /** The writer that bypasses Tyrus; null if that is not possible. */
    GrizzlyWriter writer() {
        return writer;
    }

    @Override
    public boolean isOpen() {
        try {
            return (boolean) internals.isOpen.invokeExact(connection);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes at once; Grizzly's normal close waits until its queue is empty. */
    @Override
    public void cutOff() throws IOException {
        try {
            internals.terminate.invokeExact(connection);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /** The number of bytes that wait for the kernel; 0 if it is not known. Does not block. */
    long queuedBytes() {
        try {
            return (int) internals.queuedBytes.invokeExact(writeQueue);
        } catch (Throwable e) {
            return 0;
        }
    }

    /**
     * Whether the kernel has accepted all bytes. Does not block.
     *
     * @throws IOException if it never will, because the connection is closed
     */
    boolean isFlushed() throws IOException {
        try {
            if ((int) internals.queuedBytes.invokeExact(writeQueue) == 0) {
                return true;
            }
            if ((boolean) internals.isOpen.invokeExact(connection)) {
                return false;
            }
        } catch (Throwable e) {
            // A method handle may throw anything.
            throw new IOException(e);
        }
        throw new IOException("the connection is closed");
    }
}
