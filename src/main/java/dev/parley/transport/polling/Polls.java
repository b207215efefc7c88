package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.codec.EngineCodec;
import dev.parley.engine.codec.EnginePacket;
import java.util.List;
import java.util.function.Consumer;

/**
 * The GETs of one session: at most one waits for packets, and is answered when there are some.
 *
 * <p>Any thread may call any method; none blocks. {@link PollingState} is the monitor. What is to be done outside of it
 * is returned as a {@link Runnable}, which the caller runs at once.
 */
final class Polls {

    private static final Runnable NOTHING = () -> {};

    private final PollingState state;
    private final Timers timers;
    private final Consumer<PollExchange> second;
    private OutboundQueue queue;
    private TransportListener listener;
    private PollExchange waiting;
    /** The last poll that was answered; its client may not have read the answer yet. Null if there is none. */
    private PollExchange answered;
    /** The number of polls that have been answered with packets. */
    private long answers;

    private EnginePacket farewell;

    /**
     * Creates the polls of a session.
     *
     * @param second rejects a poll that comes while another one waits
     */
    Polls(PollingState state, Timers timers, Consumer<PollExchange> second) {
        this.state = state;
        this.timers = timers;
        this.second = second;
    }

    /** The packets come from this queue. The listener is told when the farewell has been handed to the client. */
    void attach(OutboundQueue source, TransportListener events) {
        synchronized (state) {
            queue = source;
            listener = events;
        }
    }

    /** Takes a poll, and answers it if there are packets for it. */
    Runnable take(PollExchange exchange) {
        synchronized (state) {
            if (state.over) {
                return () -> exchange.refuse(RequestError.BAD_REQUEST);
            }
            if (waiting != null) {
                return () -> second.accept(exchange);
            }
            waiting = exchange;
            if (state.paused) {
                timers.schedule(
                        PollingTransport.LONGEST_WAIT_PAUSED,
                        () -> endPaused(exchange).run());
            }
            return answerIfDue();
        }
    }

    /** There may be packets in the queue. */
    Runnable flush() {
        synchronized (state) {
            return state.over || queue == null ? NOTHING : answerIfDue();
        }
    }

    /** Answers with the farewell once all queued packets have left. */
    Runnable finish(EnginePacket lastPacket) {
        synchronized (state) {
            if (state.over) {
                return NOTHING;
            }
            farewell = lastPacket;
            return answerIfDue();
        }
    }

    /** Takes the waiting poll away from here, to be answered by the caller; null if none waits. */
    PollExchange takeWaiting() {
        synchronized (state) {
            PollExchange exchange = waiting;
            waiting = null;
            return exchange;
        }
    }

    /** Whether a poll waits, so that a packet would leave at once. */
    boolean isWaiting() {
        synchronized (state) {
            return waiting != null && !state.over;
        }
    }

    /** See {@link Transport#sendUnderWay()}. */
    long sendUnderWay() {
        synchronized (state) {
            return unsent() < 0 ? Transport.NONE_UNDER_WAY : answers;
        }
    }

    /** See {@link Transport#bytesUnderWay()}. */
    long bytesUnderWay() {
        synchronized (state) {
            return Math.max(0, unsent());
        }
    }

    /** The session has ended: does not wait for long until the client has read the last answer. */
    void giveUpAnswer(CloseReason reason) {
        PollExchange last;
        synchronized (state) {
            last = answered;
        }
        if (last != null) {
            last.giveUp(reason);
        }
    }

    private Runnable endPaused(PollExchange exchange) {
        synchronized (state) {
            if (waiting != exchange || !state.paused) {
                return NOTHING;
            }
            waiting = null;
            return () -> exchange.answer(EnginePacket.NOOP.frame());
        }
    }

    /** Called with the monitor: answers the poll, if one waits and there is something for it. */
    private Runnable answerIfDue() {
        List<EnginePacket> packets = waiting == null ? List.of() : takeDue();
        if (packets.isEmpty()) {
            return NOTHING;
        }
        PollExchange exchange = waiting;
        waiting = null;
        answered = exchange;
        answers++;
        boolean last = state.over;
        return () -> {
            exchange.answer(EngineCodec.encodePayload(packets));
            if (last) {
                listener.onClosed(CloseReason.FORCED_CLOSE);
            }
        };
    }

    /**
     * Returns the packets for the next answer. The farewell has an answer of its own: stock clients act on a close
     * packet at once, and only afterwards on the messages before it in the same answer.
     */
    private List<EnginePacket> takeDue() {
        List<EnginePacket> packets = queue.pollAll();
        if (packets.isEmpty() && farewell != null) {
            state.over = true;
            return List.of(farewell);
        }
        return packets;
    }

    private long unsent() {
        long bytes = answered == null ? -1 : answered.unsent();
        if (bytes < 0) {
            // The request object belongs to the container, which may soon reuse it for another client.
            answered = null;
        }
        return bytes;
    }
}
