package dev.parley.transport.upgrade;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * The input of an upgraded connection, read from its channel by a {@link ReadLoop}. The container's own way from the
 * channel to the stream takes four changes of its selector and a wait for another thread for each message.
 *
 * <p>One thread at a time calls the listener: first the loop's; another one if the listener was busy. Thread-safe.
 */
final class ChannelInput extends ServletInputStream implements ChannelReader {

    private static final Logger LOG = System.getLogger(ChannelInput.class.getName());
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SelectableChannel channel;
    private final ReadableByteChannel source;
    private final ServletInputStream before;
    private final ReadLoop loop;
    private ReadListener listener;
    private SelectionKey key;
    /** What has been read from the channel, and not yet by the listener. Nothing more is read before it is empty. */
    private ByteBuffer arrived = NOTHING;
    /** Whether the loop waits for more. */
    private boolean waiting;

    private boolean over;

    /**
     * Creates an input.
     *
     * @param channel the connection's channel; non-blocking
     * @param before the container's stream, which has what it read before the upgrade
     */
    <C extends SelectableChannel & ReadableByteChannel> ChannelInput(
            C channel, ServletInputStream before, ReadLoop loop) {
        this.channel = channel;
        this.source = channel;
        this.before = before;
        this.loop = loop;
    }

    /** Called once, on the thread that opens the WebSocket. The listener is called on the loop's thread. */
    @Override
    public void setReadListener(ReadListener readListener) {
        listener = readListener;
        try {
            byte[] early = new byte[before.available()];
            arrived = ByteBuffer.wrap(early, 0, Math.max(0, before.read(early)));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A WebSocket was gone before it was read", e);
        }
        loop.join(this);
    }

    @Override
    public void begin(Selector selector) throws IOException {
        boolean early;
        synchronized (this) {
            if (over) {
                throw new ClosedChannelException();
            }
            early = arrived.hasRemaining();
            waiting = !early;
            key = channel.register(selector, waiting ? SelectionKey.OP_READ : 0, this);
        }
        if (early) {
            tell();
        }
    }

    @Override
    public void ready(ByteBuffer buffer) {
        try {
            synchronized (this) {
                if (over || arrived.hasRemaining()) {
                    rest();
                    return;
                }
                if (source.read(buffer) < 0) {
                    throw new EOFException();
                }
                byte[] bytes = new byte[buffer.flip().remaining()];
                buffer.get(bytes);
                arrived = ByteBuffer.wrap(bytes);
            }
            tell();
        } catch (IOException | RuntimeException | Error e) {
            // The loop goes on for the others.
            failed(e);
        }
    }

    private void tell() throws IOException {
        listener.onDataAvailable();
        synchronized (this) {
            if (arrived.hasRemaining()) {
                rest();
            }
        }
    }

    /** Asks for nothing until {@link #isReady} has been asked. */
    private void rest() {
        waiting = false;
        if (key.isValid()) {
            key.interestOps(0);
        }
    }

    @Override
    public synchronized int read(byte[] bytes, int from, int count) {
        int read = Math.min(count, arrived.remaining());
        arrived.get(bytes, from, read);
        return read;
    }

    @Override
    public int read() {
        byte[] single = new byte[1];
        return read(single, 0, 1) == 1 ? single[0] & 0xff : -1;
    }

    @Override
    public synchronized int available() {
        return arrived.remaining();
    }

    @Override
    public synchronized boolean isReady() {
        if (arrived.hasRemaining()) {
            return true;
        }
        arrived = NOTHING;
        if (!waiting && key != null && key.isValid()) {
            waiting = true;
            key.interestOps(SelectionKey.OP_READ);
            loop.wake();
        }
        return false;
    }

    @Override
    public synchronized boolean isFinished() {
        return over;
    }

    /** Nothing more is read. Any thread may call this, also more than once. */
    synchronized void end() {
        over = true;
        arrived = NOTHING;
        if (key != null) {
            key.cancel();
            // The loop forgets the channel, so that its descriptor can be closed.
            loop.wake();
        }
    }

    @Override
    public boolean isOver() {
        if (channel.isOpen()) {
            return isFinished();
        }
        failed(new ClosedChannelException());
        return true;
    }

    @Override
    public void failed(Throwable failure) {
        synchronized (this) {
            if (over) {
                return;
            }
        }
        end();
        LOG.log(Level.DEBUG, "A WebSocket's connection is gone", failure);
        try {
            listener.onError(failure);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A WebSocket was not told that its connection is gone", e);
        }
    }
}
