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
import dev.parley.transport.container.MessageReceiver;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.SendPath;
import dev.parley.transport.upgrade.FrameGuard;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * One WebSocket (protocol, section "WebSocket"): each packet is a frame.
 *
 * <p><b>Outbound.</b> {@link QueueDrain} sends. What a message of the client is answered with leaves when the message
 * has been handled. <b>Inbound.</b> The
 * container makes one call at a time.
 */
final class WebSocketTransport implements Transport, MessageReceiver {

    private final FrameSender sender;
    private final QueueDrain out;
    private final ReadControl reads;
    private final Object readLock = new Object();
    private final Consumer<CloseReason> closer;
    private final IntConsumer containerLimit;
    private final MessageAssembler assembler = new MessageAssembler(this::longestMessage);
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
        this.out = new QueueDrain(path, new Ending());
        this.reads = reads;
        this.closer = closer;
        this.containerLimit = containerLimit;
    }

    /** From now on, a frame that exceeds the limit ends the session before the container has read the frame. */
    void guardBy(FrameGuard frames) {
        frames.attach(this::longestMessage, this::holds, this::refuse);
        frames.tell(this);
    }

    /** The endpoint has opened the WebSocket. */
    void opened() {
        sender.opened();
    }

    @Override
    public void refuse(CloseReason reason) {
        listener.onClosed(reason);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public int longestMessage() {
        TransportListener events = listener;
        return events == null ? 0 : events.allowance().maxMessage();
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
        out.attach(source);
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void answer(Runnable sends) {
        out.cork();
        try {
            sends.run();
        } finally {
            out.uncork();
        }
    }

    @Override
    public void readBegins() {
        out.cork();
    }

    @Override
    public void readEnds() {
        out.uncork();
    }

    @Override
    public long sendUnderWay() {
        return out.sendUnderWay();
    }

    @Override
    public long bytesUnderWay() {
        return out.bytesUnderWay();
    }

    /** The connection below the WebSocket; empty if it cannot be accessed. */
    Optional<ClientConnection> connection() {
        return sender.connection();
    }

    @Override
    public boolean isWritable() {
        return out.isIdle() && !over;
    }

    @Override
    public void finish(CloseReason reason, EnginePacket farewell) {
        finishReason = reason;
        finishing = true;
        flush();
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

    @Override
    public void receive(String part, boolean last) {
        if (over) {
            return;
        }
        out.cork();
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
            out.uncork();
            stopReading();
        }
    }

    @Override
    public void receive(byte[] part, boolean last) {
        if (over) {
            return;
        }
        out.cork();
        try {
            byte[] frame = assembler.binary(part, last);
            if (frame != null) {
                listener.onPacket(EngineCodec.decodeBinary(frame));
            }
        } catch (MessageAssembler.MessageRefusedException e) {
            listener.onClosed(e.reason());
        } finally {
            out.uncork();
            stopReading();
        }
    }

    /** What becomes of the transport, for what sends. */
    private final class Ending implements QueueDrain.End {

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public boolean isFinishing() {
            return finishing;
        }

        @Override
        public void finished() {
            terminate(finishReason);
            listener.onClosed(finishReason);
        }

        @Override
        public void lost() {
            WebSocketTransport.this.lost();
        }
    }
}
