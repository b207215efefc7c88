package dev.parley.transport.container.liberty;

import dev.parley.transport.container.MessageReceiver;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.upgrade.ChannelReader;
import dev.parley.transport.upgrade.FrameHeaders;
import dev.parley.transport.upgrade.ReadLoop;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * The input of a WebSocket of Open Liberty, read from its channel by a {@link ReadLoop}. Liberty's own way takes two
 * changes of threads and a wake-up of its selector for each read.
 *
 * <p>The link's read stays pending while the loop hands {@linkplain PlainMessages plain messages} to their receiver.
 * What begins with anything else (control frames, fragments, long or invalid frames) completes that read: Liberty
 * handles it on a thread of its own, because it may write an answer there and wait for the client. The loop reads on
 * when Liberty has asked for more. When the link closes, the loop ends or the connection is lost, Liberty reads itself.
 *
 * <p>Thread-safe. The server's threads call {@link #read}, also while they hold the lock of the link; so nothing of the
 * server is called under the lock of this object.
 */
final class LibertyInput implements ChannelReader, ReadControl {

    private static final Logger LOG = System.getLogger(LibertyInput.class.getName());
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The link above the connection, and its threads. */
    interface Link {

        /** Gives bytes to the callback. */
        void complete(Object callback, byte[] bytes);

        /** Tells the callback that the link has cancelled the read. */
        void cancelled(Object callback);

        /** Tells the callback that nothing can be read. */
        void fail(Object callback, IOException failure);

        /** Lets the server read for the callback. */
        void readByServer(Object callback);
    }

    private final SelectableChannel channel;
    private final ReadableByteChannel source;
    private final Link link;
    private final ReadLoop loop;
    /** Follows the frames that Liberty has been given. */
    private final FrameHeaders given = new FrameHeaders();

    private MessageReceiver receiver;
    private SelectionKey key;
    private boolean joined;
    /** The callback of the link's read; null while Liberty handles what it has been given, and when it reads itself. */
    private Object asked;
    /** Whether a thread hands on what has arrived. Only that thread uses {@code arrived} and {@code given}. */
    private boolean busy;
    /** What has been read and not handed on; during a pause also while no thread is busy. */
    private ByteBuffer arrived = NOTHING;
    /** Whether the link has cancelled its read. */
    private boolean cancelled;
    /** Whether Liberty reads itself from now on. */
    private boolean over;

    private volatile boolean paused;

    /** Creates an input that reads nothing until the link asks for it. */
    <C extends SelectableChannel & ReadableByteChannel> LibertyInput(C channel, Link link, ReadLoop loop) {
        this.channel = channel;
        this.source = channel;
        this.link = link;
        this.loop = loop;
    }

    @Override
    public void deliverTo(MessageReceiver messages) {
        receiver = messages;
    }

    /**
     * The link asks for bytes. The callback is told on a thread of the server, maybe before this call returns.
     *
     * @param limited whether the link waits for a certain time: for the client's close frame
     * @return whether that is done; if not, the server has to read
     */
    boolean read(Object callback, boolean limited) {
        boolean first;
        synchronized (this) {
            over = over || limited;
            if (over) {
                listen();
                return false;
            }
            asked = callback;
            first = !joined;
            joined = true;
            listen();
        }
        if (first) {
            loop.join(this);
        }
        return true;
    }

    /**
     * The link cancels its read, because it closes.
     *
     * @return whether that is done; if not, the server itself reads or has read
     */
    boolean cancel() {
        synchronized (this) {
            if (asked == null) {
                return !over;
            }
            cancelled = true;
            if (busy) {
                return true;
            }
            busy = true;
        }
        leave();
        return true;
    }

    @Override
    public void receiving(boolean on) {
        synchronized (this) {
            paused = !on;
            if (!hasKept()) {
                listen();
                return;
            }
        }
        loop.join(this);
    }

    /** Also continues after a pause. */
    @Override
    public void begin(Selector selector) throws IOException {
        synchronized (this) {
            key = channel.register(selector, 0, this);
            if (!hasKept()) {
                listen();
                return;
            }
            busy = true;
        }
        handOn();
    }

    /** Whether something was kept during a pause, and nobody hands it on. */
    private boolean hasKept() {
        return !busy && asked != null && !paused && !over && arrived.hasRemaining();
    }

    @Override
    public void ready(ByteBuffer buffer) {
        synchronized (this) {
            if (!isWanted()) {
                listen();
                return;
            }
            busy = true;
        }
        try {
            if (source.read(buffer) < 0) {
                end();
            }
        } catch (IOException e) {
            // The server's own read finds the same.
            LOG.log(Level.DEBUG, "A WebSocket's connection is gone", e);
            end();
        }
        arrived = buffer.flip();
        handOn();
    }

    private synchronized void end() {
        over = true;
    }

    /** Hands on plain messages, and then leaves; called by the thread that is busy. */
    private void handOn() {
        receiver.readBegins();
        try {
            while (!paused && given.isBetweenMessages() && PlainMessages.take(arrived, receiver)) {
                // The next one follows.
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A message could not be handed on, and its WebSocket is not read any more", e);
            link.fail(takeAsked(), new IOException(e));
        } finally {
            receiver.readEnds();
        }
        leave();
    }

    private synchronized Object takeAsked() {
        Object callback = asked;
        asked = null;
        return callback;
    }

    /** The thread that is busy leaves the rest to Liberty, or to the loop. */
    private void leave() {
        Object callback;
        byte[] rest;
        boolean unread;
        synchronized (this) {
            busy = false;
            boolean isOurs = paused || !arrived.hasRemaining();
            rest = isOurs && !over && !cancelled ? null : arrived();
            arrived = rest == null ? kept() : NOTHING;
            callback = rest == null ? null : takeAsked();
            unread = cancelled;
            cancelled = false;
            listen();
        }
        if (callback != null) {
            answer(callback, rest, unread);
        }
    }

    private void answer(Object callback, byte[] rest, boolean unread) {
        if (rest.length > 0) {
            link.complete(callback, rest);
        } else if (unread) {
            link.cancelled(callback);
        } else {
            link.readByServer(callback);
        }
    }

    /** Copies what has arrived for Liberty, and follows its frames. */
    private byte[] arrived() {
        byte[] bytes = new byte[arrived.remaining()];
        arrived.get(bytes);
        given.accept(bytes, 0, bytes.length, Long.MAX_VALUE);
        return bytes;
    }

    /** What has arrived, apart from the loop's buffer. */
    private ByteBuffer kept() {
        if (!arrived.hasRemaining()) {
            return NOTHING;
        }
        byte[] bytes = new byte[arrived.remaining()];
        arrived.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private boolean isWanted() {
        return !busy && asked != null && !paused && !over && !arrived.hasRemaining();
    }

    /** Tells the loop whether to wait for more; called under the lock. */
    private void listen() {
        if (key == null || !key.isValid()) {
            return;
        }
        int operations = isWanted() ? SelectionKey.OP_READ : 0;
        if (over) {
            key.cancel();
            loop.wake();
        } else if (key.interestOps() != operations) {
            key.interestOps(operations);
            loop.wake();
        }
    }

    @Override
    public synchronized boolean isOver() {
        over = over || !channel.isOpen();
        return over;
    }

    @Override
    public void failed(Throwable failure) {
        synchronized (this) {
            over = true;
            listen();
            if (busy || asked == null) {
                return;
            }
            busy = true;
        }
        LOG.log(Level.DEBUG, "The server reads from a WebSocket itself", failure);
        leave();
    }
}
