package dev.parley.transport.container.tyrus;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes complete frames to the queue of Grizzly's connection. All data for a client passes through this queue, also
 * Tyrus's own pongs and close frames, and each write stays in one piece. The HTTP layers above the queue are bypassed,
 * because they have nothing to do after the upgrade.
 *
 * <p>There is a writer only if no layer on the way down would change the bytes; with TLS, or any unknown layer, there
 * is none.
 */
final class GrizzlyWriter {

    private final GrizzlyWriterInternals internals;
    private final Object connection;
    private final Object memory;
    private final Object writer;

    GrizzlyWriter(GrizzlyWriterInternals internals, Object connection, Object memory, Object writer) {
        this.internals = internals;
        this.connection = connection;
        this.memory = memory;
        this.writer = writer;
    }

    /**
     * Writes the bytes that the kernel accepts, and leaves the rest to the connection's queue. Does not block.
     *
     * @throws IOException if the connection is closed
     */
    void write(ByteBuffer bytes) throws IOException {
        try {
            Object buffer = (Object) internals.wrap.invokeExact(memory, bytes);
            internals.write.invokeExact(writer, connection, buffer, (Object) null);
            if (!(boolean) internals.isOpen.invokeExact(connection)) {
                throw new IOException("the connection is closed");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // A method handle may throw anything.
            throw new IOException(e);
        }
    }
}
