package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.TransportName;
import dev.parley.engine.codec.EngineCodec;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.transport.ClientConnection;
import dev.parley.transport.container.FrameSender;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import dev.parley.transport.upgrade.FrameGuard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * One WebSocket (protocol, section "WebSocket"): each packet is a frame.
 *
 * <p><b>Outbound.</b> A thread that queues a packet starts to drain the queue, on the executor of the {@link SendPath},
 * unless the queue is already being drained. After the container has accepted the previous send, all waiting packets
 * are sent together, as far as the path can do that. If a completion comes inside the call, the loop continues, so that
 * the stack does not grow with the queue; a later completion starts another run on the executor. <b>Inbound.</b> The
 * container makes one call at a time.
 */
final class WebSocketTransport implements Transport {

    private static final int IN_CALL = 0;
    private static final int LEFT_CALL = 1;
    private static final int COMPLETED = 2;

    private final FrameSender sender;
    private final Executor drains;
    private final ReadControl reads;
    private final Object readLock = new Object();
    private final Consumer<CloseReason> closer;
    private final IntConsumer containerLimit;
    private final MessageAssembler assembler = new MessageAssembler(this::maxMessage);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicInteger sending = new AtomicInteger(COMPLETED);
    private final FrameSender.Completion completion = this::sent;
    private final Runnable drain = this::drain;
    /** How many sends have begun; written only by the thread that drains the queue. */
    private volatile long sends;

    private volatile OutboundQueue queue;
    private volatile TransportListener listener;
    private volatile boolean finishing;
    private volatile CloseReason finishReason = CloseReason.FORCED_CLOSE;
    private volatile boolean over;
    /** Written under the lock for reading. */
    private volatile boolean receiving = true;

    /**
     * Creates a transport without a queue and a listener.
     *
     * @param reads stops the reading and continues it
     * @param closer closes the WebSocket; called at most once, and must not block
     * @param containerLimit passes the longest allowed message, in bytes, to the container
     */
    WebSocketTransport(SendPath path, ReadControl reads, Consumer<CloseReason> closer, IntConsumer containerLimit) {
        this.sender = path.sender();
        this.drains = path.drains();
        this.reads = reads;
        this.closer = closer;
        this.containerLimit = containerLimit;
    }

    /** From now on, a frame that exceeds the limit ends the session before the container has read the frame. */
    void guardBy(FrameGuard frames) {
        frames.attach(this::maxMessage, this::holds, reason -> listener.onClosed(reason));
    }

    /** The endpoint has opened the WebSocket. */
    void opened() {
        sender.opened();
    }

    private int maxMessage() {
        return listener.allowance().maxMessage();
    }

    /**
     * Counts the bytes that the container holds of an incomplete frame, in addition to the parts of the same message
     * that are held here. Returns false if they must not be held.
     */
    private boolean holds(long unfinished) {
        return assembler.hold(unfinished);
    }

    @Override
    public void allow(int maxMessage) {
        containerLimit.accept(maxMessage);
    }

    @Override
    public void receiving(boolean on) {
        synchronized (readLock) {
            receiving = on;
            reads.receiving(on);
        }
    }

    /** Stops a container that has read on, because it was at a point where it could not be stopped. */
    private void stopReading() {
        if (!receiving) {
            synchronized (readLock) {
                if (!receiving) {
                    reads.receiving(false);
                }
            }
        }
    }

    @Override
    public TransportName name() {
        return TransportName.WEBSOCKET;
    }

    @Override
    public void attach(OutboundQueue source, TransportListener events) {
        listener = events;
        assembler.tell(events.allowance().underWay());
        containerLimit.accept(events.allowance().maxMessage());
        queue = source;
    }

    @Override
    public void flush() {
        if (draining.compareAndSet(false, true)) {
            drains.execute(drain);
        }
    }

    /**
     * Sends until the queue is empty or a send is not completed at once. Only the thread that has set {@code draining}
     * calls this.
     */
    private void drain() {
        while (true) {
            List<EnginePacket> packets = over || queue == null ? List.of() : queue.poll(sender.batchBytes());
            if (!packets.isEmpty()) {
                sends = sends + 1;
                sending.set(IN_CALL);
                sender.send(packets, completion);
                if (sending.compareAndSet(IN_CALL, LEFT_CALL)) {
                    return;
                }
                continue;
            }
            draining.set(false);
            // A thread that queued a packet or asked to finish before the previous line saw the flag set, and relies on
            // this thread.
            if (!hasWork() || !draining.compareAndSet(false, true)) {
                return;
            }
            if (finishing && !over && queue.isEmpty()) {
                finished();
            }
        }
    }

    private boolean hasWork() {
        OutboundQueue source = queue;
        return !over && source != null && (finishing || !source.isEmpty());
    }

    private void sent(Throwable failure) {
        if (sending.get() == IN_CALL && failure != null) {
            lost();
        }
        if (!sending.compareAndSet(IN_CALL, COMPLETED)) {
            sending.set(COMPLETED);
            // This thread belongs to the container and has no context of the application.
            drains.execute(failure == null ? drain : this::lostLater);
        }
    }

    private void lostLater() {
        lost();
        drain();
    }

    @Override
    public long sendUnderWay() {
        // The state must be read before the number: the number of a later send does no harm here, but the number of an
        // earlier send would.
        return sending.get() == COMPLETED ? NONE_UNDER_WAY : sends;
    }

    @Override
    public long bytesUnderWay() {
        return sending.get() == COMPLETED ? 0 : sender.unsent();
    }

    /** The connection below the WebSocket; empty if it cannot be accessed. */
    Optional<ClientConnection> connection() {
        return sender.connection();
    }

    @Override
    public boolean isWritable() {
        return !draining.get() && !over;
    }

    @Override
    public void finish(CloseReason reason, EnginePacket farewell) {
        finishReason = reason;
        finishing = true;
        flush();
    }

    private void finished() {
        terminate(finishReason);
        listener.onClosed(finishReason);
    }

    @Override
    public void terminate(CloseReason reason) {
        if (end()) {
            closer.accept(reason);
        }
    }

    /** Ends the transport. Returns false if it had ended before. */
    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** The connection has failed. It is closed here, because not every container does that by itself. */
    void lost() {
        terminate(CloseReason.TRANSPORT_CLOSE);
        tellClosed();
    }

    /**
     * The container has closed the WebSocket. Nothing must be closed here: the container (Payara) may have recycled the
     * objects below the WebSocket, and a close could hit another client's request.
     */
    void closed() {
        end();
        tellClosed();
    }

    private void tellClosed() {
        TransportListener events = listener;
        if (events != null) {
            events.onClosed(CloseReason.TRANSPORT_CLOSE);
        }
    }

    /** A part of a text message has arrived. */
    void receive(String part, boolean last) {
        if (over) {
            return;
        }
        try {
            String frame = assembler.text(part, last);
            if (frame != null) {
                listener.onPacket(EngineCodec.decodeText(frame));
            }
        } catch (MalformedPacketException e) {
            listener.onClosed(CloseReason.PARSE_ERROR);
        } catch (MessageAssembler.MessageRefusedException e) {
            listener.onClosed(e.reason());
        } finally {
            stopReading();
        }
    }

    /** A part of a binary message has arrived. */
    void receive(byte[] part, boolean last) {
        if (over) {
            return;
        }
        try {
            byte[] frame = assembler.binary(part, last);
            if (frame != null) {
                listener.onPacket(EngineCodec.decodeBinary(frame));
            }
        } catch (MessageAssembler.MessageRefusedException e) {
            listener.onClosed(e.reason());
        } finally {
            stopReading();
        }
    }
}
