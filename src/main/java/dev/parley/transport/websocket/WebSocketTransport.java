package dev.parley.transport.websocket;

import dev.parley.engine.CloseReason;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.TransportName;
import dev.parley.engine.codec.EngineCodec;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.MalformedPacketException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One WebSocket (protocol, section "WebSocket"): each packet is a frame.
 *
 * <p><b>Out.</b> Whoever queues a packet has the queue drained, where the {@link SendPath} says, unless that is under way
 * already; what waits is sent together, as far as the path can, when what was sent before has been taken. Completions that
 * come inside the call are noted and the loop goes on, so that no stack grows with the queue; a later completion gets a turn
 * of its own. <b>In.</b> The container calls one at a time.
 */
final class WebSocketTransport implements Transport {

    private static final int IN_CALL = 0;
    private static final int LEFT_CALL = 1;
    private static final int COMPLETED = 2;

    private final FrameSender sender;
    private final Executor drains;
    private final Consumer<CloseReason> closer;
    private final MessageAssembler assembler;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicInteger sending = new AtomicInteger(COMPLETED);
    private final FrameSender.Completion completion = this::sent;
    private final Runnable drain = this::drain;
    /** How many sends have begun; written by whoever drains. */
    private volatile long sends;

    private volatile OutboundQueue queue;
    private volatile TransportListener listener;
    private volatile boolean finishing;
    private volatile boolean over;

    /**
     * A transport that nothing is attached to yet.
     *
     * @param closer closes the WebSocket; called once, and must not block
     */
    WebSocketTransport(SendPath path, Consumer<CloseReason> closer, int maxPayload) {
        this.sender = path.sender();
        this.drains = path.drains();
        this.closer = closer;
        this.assembler = new MessageAssembler(maxPayload);
    }

    @Override
    public TransportName name() {
        return TransportName.WEBSOCKET;
    }

    @Override
    public void attach(OutboundQueue source, TransportListener events) {
        listener = events;
        queue = source;
    }

    @Override
    public void flush() {
        if (draining.compareAndSet(false, true)) {
            drains.execute(drain);
        }
    }

    /** Sends until the queue is empty or packets are not taken at once. Only by whoever has set {@code draining}. */
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
            // Whoever queued a packet or asked to finish before this line saw somebody draining, and relies on us.
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
            // The thread is the container's own, and has nothing of the application's on it.
            drains.execute(failure == null ? drain : this::lostLater);
        }
    }

    private void lostLater() {
        lost();
        drain();
    }

    @Override
    public long sendUnderWay() {
        // In this order: the number of a later send is no harm, that of an earlier one would be.
        return sending.get() == COMPLETED ? NONE_UNDER_WAY : sends;
    }

    @Override
    public boolean isWritable() {
        return !draining.get() && !over;
    }

    @Override
    public void finish(EnginePacket farewell) {
        finishing = true;
        flush();
    }

    private void finished() {
        terminate(CloseReason.FORCED_CLOSE);
        listener.onClosed(CloseReason.FORCED_CLOSE);
    }

    @Override
    public void terminate(CloseReason reason) {
        if (end()) {
            closer.accept(reason);
        }
    }

    /** Whether this call has ended it. */
    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** The connection fails: it is closed, since not every container does that by itself. */
    void lost() {
        terminate(CloseReason.TRANSPORT_CLOSE);
        tellClosed();
    }

    /**
     * The container has closed the WebSocket. Nothing is left to be closed: the container (Payara) may have recycled what was
     * below it, and a close would hit another client's request.
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

    /** A part of a text message came. */
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
        } catch (MessageAssembler.MessageTooBigException e) {
            listener.onClosed(CloseReason.MESSAGE_TOO_BIG);
        }
    }

    /** A part of a binary message came. */
    void receive(byte[] part, boolean last) {
        if (over) {
            return;
        }
        try {
            byte[] frame = assembler.binary(part, last);
            if (frame != null) {
                listener.onPacket(EngineCodec.decodeBinary(frame));
            }
        } catch (MessageAssembler.MessageTooBigException e) {
            listener.onClosed(CloseReason.MESSAGE_TOO_BIG);
        }
    }
}
