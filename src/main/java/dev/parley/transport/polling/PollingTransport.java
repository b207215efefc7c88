package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.TransportName;
import dev.parley.engine.codec.EngineCodec;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.MalformedPacketException;
import java.time.Duration;
import java.util.List;

/**
 * One session's polling requests (protocol, section "HTTP long-polling"): at most one GET that waits for packets and one
 * POST that brings some. A second one of either kind ends the session.
 *
 * <p>State is guarded by the monitor; exchanges are answered and the listener is called outside it.
 */
final class PollingTransport implements Transport {

    /** How long a poll is held back while the client changes to another transport. */
    private static final Duration PAUSED_POLL = Duration.ofMillis(100);

    private static final Runnable NOTHING = () -> {};

    private final Timers timers;
    private OutboundQueue queue;
    private TransportListener listener;
    private PollExchange poll;
    private PollExchange post;
    /** Whether the body of the POST is there; then whoever handles it answers it, whatever becomes of the session. */
    private boolean postIsWhole;

    private EnginePacket farewell;
    private boolean paused;
    private boolean over;

    PollingTransport(Timers timers) {
        this.timers = timers;
    }

    @Override
    public TransportName name() {
        return TransportName.POLLING;
    }

    @Override
    public synchronized void attach(OutboundQueue source, TransportListener events) {
        queue = source;
        listener = events;
    }

    /** A GET came. */
    void poll(PollExchange exchange) {
        takePoll(exchange).run();
    }

    private synchronized Runnable takePoll(PollExchange exchange) {
        if (over) {
            return () -> exchange.refuse(RequestError.BAD_REQUEST);
        }
        if (poll != null) {
            return () -> breakRules(exchange);
        }
        poll = exchange;
        if (paused) {
            timers.schedule(PAUSED_POLL, () -> endPaused(exchange).run());
        }
        return answerIfDue();
    }

    /**
     * A POST came; its body is handed to {@link #receive} when it is there.
     *
     * @return false when it has been refused
     */
    boolean beginPost(PollExchange exchange) {
        synchronized (this) {
            if (!over && post == null) {
                post = exchange;
                postIsWhole = false;
                return true;
            }
        }
        breakRules(exchange);
        return false;
    }

    /** The body of the POST is there. */
    void receive(PollExchange exchange, String body) {
        synchronized (this) {
            postIsWhole = true;
        }
        boolean[] open = {true};
        try {
            EngineCodec.decodePayload(body, packet -> open[0] = listener.onPacket(packet));
        } catch (MalformedPacketException e) {
            endPost(exchange);
            exchange.refuse(RequestError.BAD_REQUEST);
            listener.onClosed(CloseReason.PARSE_ERROR);
            return;
        }
        endPost(exchange);
        exchange.answer("ok");
    }

    /** The body of the POST cannot be had: the exchange is answered already, or gone. */
    void postFailed(PollExchange exchange, CloseReason reason) {
        endPost(exchange);
        listener.onClosed(reason);
    }

    private synchronized void endPost(PollExchange exchange) {
        if (post == exchange) {
            post = null;
        }
    }

    /** Two at once: the session is over, and the request that was too many says so. */
    private void breakRules(PollExchange exchange) {
        exchange.refuse(RequestError.BAD_REQUEST);
        listener.onClosed(CloseReason.TRANSPORT_ERROR);
    }

    @Override
    public void flush() {
        flushed().run();
    }

    private synchronized Runnable flushed() {
        return over || queue == null ? NOTHING : answerIfDue();
    }

    /** What is to be done outside the monitor, if a poll waits and there is something for it. */
    private Runnable answerIfDue() {
        List<EnginePacket> packets = poll == null ? List.of() : takeDue();
        if (packets.isEmpty()) {
            return NOTHING;
        }
        PollExchange exchange = takeWaiting();
        boolean last = over;
        return () -> {
            exchange.answer(EngineCodec.encodePayload(packets));
            if (last) {
                listener.onClosed(CloseReason.FORCED_CLOSE);
            }
        };
    }

    /**
     * The farewell has an answer of its own: stock clients act on a close at once, and only then on the messages that
     * came in front of it.
     */
    private List<EnginePacket> takeDue() {
        List<EnginePacket> packets = queue.pollAll();
        if (packets.isEmpty() && farewell != null) {
            over = true;
            return List.of(farewell);
        }
        return packets;
    }

    private PollExchange takeWaiting() {
        PollExchange exchange = poll;
        poll = null;
        return exchange;
    }

    @Override
    public synchronized boolean isWritable() {
        return poll != null && !over;
    }

    @Override
    public void finish(EnginePacket lastPacket) {
        finishing(lastPacket).run();
    }

    private synchronized Runnable finishing(EnginePacket lastPacket) {
        if (over) {
            return NOTHING;
        }
        farewell = lastPacket;
        return answerIfDue();
    }

    @Override
    public void terminate(CloseReason reason) {
        end(poll -> poll.answer(EnginePacket.CLOSE.frame()));
    }

    @Override
    public void pause() {
        paused(true);
        PollExchange waiting;
        synchronized (this) {
            waiting = takeWaiting();
        }
        if (waiting != null) {
            waiting.answer(EnginePacket.NOOP.frame());
        }
    }

    private synchronized Runnable endPaused(PollExchange exchange) {
        if (poll != exchange || !paused) {
            return NOTHING;
        }
        takeWaiting();
        return () -> exchange.answer(EnginePacket.NOOP.frame());
    }

    @Override
    public void resume() {
        paused(false);
    }

    private synchronized void paused(boolean value) {
        paused = value;
    }

    @Override
    public void discard() {
        end(poll -> poll.refuse(RequestError.BAD_REQUEST));
    }

    private void end(java.util.function.Consumer<PollExchange> lastWord) {
        PollExchange waiting;
        PollExchange unfinished;
        synchronized (this) {
            over = true;
            waiting = takeWaiting();
            unfinished = postIsWhole ? null : post;
            post = null;
        }
        if (waiting != null) {
            lastWord.accept(waiting);
        }
        if (unfinished != null) {
            unfinished.abandon(RequestError.BAD_REQUEST.status(), RequestError.BAD_REQUEST);
        }
    }
}
