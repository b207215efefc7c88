package dev.parley.transport.container.undertow;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.ClientConnection;
import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.FrameBatch;
import dev.parley.transport.container.FrameSender;
import dev.parley.transport.container.SendLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Sends complete frames through the connection of Undertow, the container of WildFly: all frames that wait for a
 * client, in one non-blocking write.
 *
 * <p>The standard asynchronous call passes each frame to the I/O thread, which reports the end of the send: 6.0 µs of
 * CPU for a delivery, and still 5.6 with the standard's batching, which Undertow supports. This sender takes 1.9 µs at
 * the same load. It writes to the connection itself, on the {@link SendLoop}'s thread, as Undertow's flush does on its
 * own thread: under the same monitor, and only while none of Undertow's frames (pongs, the close frame) waits or is
 * half written. If the kernel does not accept all bytes, the rest goes to the front of Undertow's queue, as a frame
 * that already has its header, so that nothing can come between the bytes.
 */
public final class UndertowFrameSender implements FrameSender, ClientConnection {

    private final UndertowInternals internals;
    private final CompletionPoller pending;
    private final Object channel;
    private final Object streams;
    private final WritableByteChannel connection;
    private final Deque<Object> newFrames;
    private final Collection<?> pendingFrames;
    private final Collection<?> heldFrames;
    /** The bytes of the current send that the kernel has not accepted. */
    private volatile ByteBuffer rest;

    @SuppressWarnings("unchecked")
    UndertowFrameSender(UndertowInternals internals, CompletionPoller pending, Object channel) throws Throwable {
        this.internals = internals;
        this.pending = pending;
        this.channel = channel;
        this.streams = internals.connection.get(channel);
        this.connection = (WritableByteChannel) internals.sink.invokeExact(streams);
        this.newFrames = (Deque<Object>) internals.newFrames.get(channel);
        this.pendingFrames = (Collection<?>) internals.pendingFrames.get(channel);
        this.heldFrames = (Collection<?>) internals.heldFrames.get(channel);
    }

    @Override
    public int batchBytes() {
        return FrameBatch.BYTES;
    }

    @Override
    public boolean mayWriteHere() {
        try {
            return (Object) internals.unread.invokeExact(channel) == null;
        } catch (Throwable e) {
            return false;
        }
    }

    @Override
    public void send(List<EnginePacket> packets, Completion completion) {
        Object frame;
        ByteBuffer bytes = FrameBatch.of(packets);
        try {
            frame = write(bytes);
        } catch (Throwable e) {
            // A method handle may throw anything.
            completion.sent(e);
            return;
        }
        if (frame == null) {
            completion.sent(null);
        } else {
            rest = bytes;
            pending.await(() -> isFlushed(frame), completion);
        }
    }

    @Override
    public long unsent() {
        ByteBuffer waiting = rest;
        return waiting == null ? 0 : waiting.remaining();
    }

    @Override
    public void opened() {
        try {
            internals.closeEvents.repeat(streams);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<ClientConnection> connection() {
        return Optional.of(this);
    }

    @Override
    public boolean isOpen() {
        try {
            return (boolean) internals.isOpen.invokeExact(streams);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void cutOff() throws IOException {
        try {
            internals.close.invokeExact(streams);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /**
     * Writes bytes. Returns null if all bytes were written at once; otherwise the frame of Undertow that contains the
     * rest.
     */
    private Object write(ByteBuffer bytes) throws Throwable {
        synchronized (channel) {
            if ((boolean) internals.isCloseFrameSent.invokeExact(channel)) {
                throw new IOException("the WebSocket is closed");
            }
            if (newFrames.isEmpty() && pendingFrames.isEmpty() && heldFrames.isEmpty()) {
                connection.write(bytes);
                if (!bytes.hasRemaining() && (boolean) internals.flushConnection.invokeExact((Object) connection)) {
                    return null;
                }
                return queue(bytes, true);
            }
            return queue(bytes, false);
        }
    }

    private Object queue(ByteBuffer bytes, boolean first) throws Throwable {
        Object frame = (Object) internals.newTextFrame.invokeExact(channel, internals.text);
        internals.header.set(frame, internals.emptyHeader.newInstance(0, null));
        boolean taken = (boolean) internals.fill.invokeExact(frame, internals.buffer(bytes));
        if (!taken) {
            throw new IOException("a new frame takes nothing");
        }
        internals.finish.invokeExact(frame);
        if (first && newFrames.peekFirst() != frame && newFrames.remove(frame)) {
            newFrames.addFirst(frame);
        }
        return frame;
    }

    private boolean isFlushed(Object frame) throws Exception {
        try {
            boolean flushed = (boolean) internals.flushFrame.invokeExact(frame);
            if (flushed) {
                rest = null;
            }
            return flushed;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
