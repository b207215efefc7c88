package dev.parley.transport.container.liberty;

import dev.parley.engine.CloseReason;
import dev.parley.transport.container.MessageReceiver;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.upgrade.ChannelReader;
import dev.parley.transport.upgrade.ReadLoop;
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
 * The input of a WebSocket of Open Liberty, read from its channel by a {@link ReadLoop}. Liberty's own way takes two
 * changes of threads and a wake-up of its selector for each read.
 *
 * <p>The link's read stays pending while the loop hands {@linkplain PlainMessages plain messages} to their receiver.
 * Any other frame (control frames, fragments, long or invalid frames) completes that read: Liberty handles it on a thread
 * of its own, because it may write an answer there and wait for the client. The loop reads on when Liberty has asked for
 * more. When the loop ends or the connection is lost, Liberty reads itself.
 *
 * <p>Once the WebSocket closes, what the client still sends is discarded until its Close frame. Liberty would close the
 * connection at the next long frame, maybe before the Close frame of this side has been written.
 *
 * <p>Thread-safe. The server's threads call {@link #read} and {@link #cancel}, also while they hold the lock of the link;
 * so nothing of the server is called under the lock of this object.
 *
 * <p>It is longer than others, because all states of one input are changed under one lock, and are to be seen together.
 */
final class LibertyInput implements ChannelReader, ReadControl {

    private static final Logger LOG = System.getLogger(LibertyInput.class.getName());
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** An empty Close frame with a mask (RFC 6455, section 5.5.1). */
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

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

        /** Whether the link waits until a read that it has cancelled ends. Only reads a field. */
        boolean awaitsCancelledRead();

        /** Whether the link has sent its Close frame, or is about to. Only reads a field. */
        boolean isClosing();
    }

    private final SelectableChannel channel;
    private final ReadableByteChannel source;
    private final Link link;
    private final ReadLoop loop;
    private final GivenFrames given = new GivenFrames();

    private MessageReceiver receiver;
    private SelectionKey key;
    private boolean joined;
    /** The callback of the link's read; null while Liberty handles what it has been given, and when it reads itself. */
    private Object asked;
    /** Whether the link's last read was for the client's Close frame. */
    private boolean limited;
    /** Whether a thread hands on what has arrived. Only that thread uses {@code arrived} and {@code given}. */
    private boolean busy;
    /** What has been read and not handed on; in between also while no thread is busy. */
    private ByteBuffer arrived = NOTHING;
    /** Whether the link has cancelled a read that has not been answered yet. */
    private boolean cancelled;
    /** Whether the link closes: what arrives is for nobody. */
    private volatile boolean closing;
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
     * @param forCloseFrame whether the link waits for a certain time: for the client's Close frame
     * @return whether that is done; if not, the server has to read
     */
    boolean read(Object callback, boolean forCloseFrame) {
        boolean early;
        boolean begins;
        synchronized (this) {
            limited = forCloseFrame;
            closing = closing || limited;
            early = cancelled && !limited;
            cancelled = false;
            if (over && !arrived.hasRemaining()) {
                listen();
                return false;
            }
            asked = callback;
            begins = !joined || closing || arrived.hasRemaining();
            joined = true;
            listen();
        }
        if (early && link.awaitsCancelledRead()) {
            cancel();
        } else if (begins) {
            loop.join(this);
        }
        return true;
    }

    /**
     * The link cancels its read, because it closes. It may do so just before it asks for that read.
     *
     * @return whether that is done; if not, the server itself reads or has read
     */
    boolean cancel() {
        synchronized (this) {
            if (over && asked == null) {
                return false;
            }
            closing = true;
            cancelled = true;
            if (busy || asked == null) {
                return true;
            }
            busy = true;
        }
        leave(next());
        return true;
    }

    @Override
    public void receiving(boolean on) {
        synchronized (this) {
            paused = !on;
            if (paused || busy || !arrived.hasRemaining()) {
                listen();
                return;
            }
        }
        loop.join(this);
    }

    /** Also continues with what was kept. */
    @Override
    public void begin(Selector selector) throws IOException {
        synchronized (this) {
            key = channel.register(selector, 0, this);
            if (busy || asked == null) {
                listen();
                return;
            }
            busy = true;
        }
        handOn();
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
            while (!isPaused() && given.isBetweenMessages() && PlainMessages.take(arrived, receiver)) {
                // The next one follows.
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A message could not be handed on, and its WebSocket is not read any more", e);
            link.fail(takeAsked(), new IOException(e));
        } finally {
            receiver.readEnds();
        }
        leave(next());
    }

    private boolean isPaused() {
        return paused || isClosing();
    }

    /** Whether nobody reads what the client sends: this side closes the WebSocket. */
    private boolean isClosing() {
        return closing || receiver.isOver() || given.isTooLong();
    }

    /** Takes what Liberty is to be given; null if there is nothing. */
    private byte[] next() {
        if (!isClosing() && !paused && arrived.hasRemaining()) {
            byte[] frame = given.take(arrived, receiver.longestMessage());
            if (frame != null) {
                return frame;
            }
            receiver.refuse(CloseReason.MESSAGE_TOO_BIG);
        }
        if (isClosing()) {
            given.discard(arrived);
        }
        return null;
    }

    private synchronized Object takeAsked() {
        Object callback = asked;
        asked = null;
        return callback;
    }

    /** The thread that is busy leaves: with something for Liberty, or with the end of its read, or to the loop. */
    private void leave(byte[] frame) {
        Object callback;
        boolean unread;
        boolean lost;
        synchronized (this) {
            busy = false;
            arrived = kept();
            unread = cancelled;
            lost = over;
            boolean done = frame != null || unread || lost && !arrived.hasRemaining() || isClosed();
            callback = done ? takeAsked() : null;
            cancelled = unread && callback == null;
            listen();
        }
        if (callback == null) {
            return;
        }
        if (frame != null) {
            link.complete(callback, frame);
        } else if (unread) {
            link.cancelled(callback);
        } else if (lost) {
            link.readByServer(callback);
        } else if (given.isWhole()) {
            link.complete(callback, CLOSE);
        } else {
            // Liberty would take a Close frame for a part of the frame that it has been given the beginning of.
            link.cancelled(callback);
        }
    }

    /** Whether the client has answered the Close frame of this side, or sent its own at the same time. */
    private boolean isClosed() {
        return given.isClosed() && isClosing() && (limited || link.isClosing());
    }

    /** What remains of what has arrived, apart from the loop's buffer. */
    private ByteBuffer kept() {
        if (!arrived.hasRemaining()) {
            return NOTHING;
        }
        byte[] bytes = new byte[arrived.remaining()];
        arrived.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private boolean isWanted() {
        return !busy && asked != null && (!paused || isClosing()) && !over && !arrived.hasRemaining();
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

    /** The end of a read that the server has not ended itself is told to the link: a thread may wait for it. */
    @Override
    public boolean isOver() {
        Object callback;
        synchronized (this) {
            boolean isOpen = channel.isOpen();
            over = over || !isOpen;
            if (isOpen || busy) {
                return over;
            }
            callback = takeAsked();
        }
        if (callback != null) {
            link.fail(callback, new ClosedChannelException());
        }
        return true;
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
        leave(next());
    }
}
