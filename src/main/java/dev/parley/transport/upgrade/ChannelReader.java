package dev.parley.transport.upgrade;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/** A connection that a {@link ReadLoop} reads from. The loop's thread makes all calls; they must not block. */
public interface ChannelReader {

    /** Registers the channel, with this object attached. */
    void begin(Selector selector) throws IOException;

    /**
     * There is something to read. Never fails.
     *
     * @param buffer empty, and used by nobody else during the call
     */
    void ready(ByteBuffer buffer);

    /** Whether nothing will come any more, because it has ended or because the container has closed the channel. */
    boolean isOver();

    /**
     * The loop does not read from the connection, because that failed or because the loop has ended. In the second case
     * this may be called by the thread that joins the loop. Never fails.
     */
    void failed(Throwable failure);
}
