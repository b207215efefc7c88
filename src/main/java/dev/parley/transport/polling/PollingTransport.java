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
import dev.parley.engine.codec.PayloadPackets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The polling requests of one session (protocol, section "HTTP long-polling"): at most one GET that waits for packets
 * and at most one POST that brings packets. A second request of the same kind ends the session.
 *
 * <p>A request that is rejected because of its content is answered after the session has ended, so that no later
 * request of the client finds the session alive.
 *
 * <p>While the session does not receive, the packets of a POST's body wait here, and so does the answer to the POST: the
 * client sends its next POST only after that. A change to another transport must not wait for the session, because stock
 * clients wait for the POST before they change: it takes what waits with it.
 *
 * <p>The monitor guards the state; exchanges are answered and the listener is called outside it.
 *
 * <p>This class is long for a reason: polls, POSTs and the end share one monitor, and all code that holds it is here.
 */
final class PollingTransport implements Transport {

    /** How long a poll or a POST may wait while the client changes to another transport. */
    private static final Duration PAUSED_POLL = Duration.ofMillis(100);

    /** The time from the answer to a rejected POST until the answer to the poll. */
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(100);

    private static final Runnable NOTHING = () -> {};

    private final Timers timers;
    private final Executor workers;
    private OutboundQueue queue;
    private TransportListener listener;
    private PollExchange poll;
    private PollExchange post;
    /** The last poll that was answered; its client may not have read the answer yet. Null if there is none. */
    private PollExchange answered;
    /** The number of polls that have been answered with packets. */
    private long answers;

    /**
     * Whether the body of the POST has not arrived yet. After it has arrived, the thread that handles the body answers
     * the POST.
     */
    private boolean awaitingBody;

    /** What has arrived while the session does not receive; null if nothing has. */
    private ArrivedPost held;

    private EnginePacket farewell;
    private boolean receiving = true;
    private boolean paused;
    private boolean over;

    /** A POST whose body has arrived, and the packets that have not been passed on. */
    private record ArrivedPost(PollExchange exchange, PayloadPackets packets) {}

    /**
     * Creates a transport.
     *
     * @param workers pass on what has waited while the session did not receive
     */
    PollingTransport(Timers timers, Executor workers) {
        this.timers = timers;
        this.workers = workers;
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

    /** Handles a GET. */
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
     * Begins a POST; {@link #receive} gets its body later.
     *
     * @return false if the POST has been rejected
     */
    boolean beginPost(PollExchange exchange) {
        Runnable refusal;
        synchronized (this) {
            if (!over && post == null) {
                post = exchange;
                awaitingBody = true;
                return true;
            }
            refusal = over ? () -> exchange.refuse(RequestError.BAD_REQUEST) : () -> breakRules(exchange);
        }
        refusal.run();
        return false;
    }

    /**
     * Handles the body of a POST. If the session has ended meanwhile, the POST has already been answered, and the body
     * is ignored.
     */
    void receive(PollExchange exchange, String body) {
        if (takeBody(exchange)) {
            pass(new ArrivedPost(exchange, new PayloadPackets(body)), true);
        }
    }

    /**
     * Passes the packets of a POST on and answers it.
     *
     * @param mayWait whether the rest may wait if the session does not receive
     */
    private void pass(ArrivedPost arrived, boolean mayWait) {
        boolean waits = false;
        boolean understood = false;
        try {
            boolean wanted = true;
            while (wanted && arrived.packets().hasNext()) {
                waits = mayWait && hold(arrived);
                wanted = !waits && listener.onPacket(arrived.packets().next());
            }
            waits = waits || mayWait && hold(arrived);
            understood = true;
        } catch (MalformedPacketException e) {
            listener.onClosed(CloseReason.PARSE_ERROR);
        } finally {
            if (!waits) {
                answer(arrived.exchange(), understood);
            }
        }
    }

    private void answer(PollExchange exchange, boolean understood) {
        endPost(exchange);
        if (understood) {
            exchange.answer("ok");
        } else {
            exchange.refuse(RequestError.BAD_REQUEST);
        }
    }

    /** Keeps a POST if the session does not receive; returns false if it does. */
    private boolean hold(ArrivedPost arrived) {
        if (!mustWait(arrived)) {
            return false;
        }
        if (!listener.allowance().underWay().hold(arrived.packets().remaining())) {
            listener.onClosed(CloseReason.OVER_BUDGET);
            return false;
        }
        synchronized (this) {
            if (mustWait(arrived)) {
                held = arrived;
                if (paused) {
                    timers.schedule(PAUSED_POLL, () -> passHeld(false));
                }
                return true;
            }
        }
        listener.allowance().underWay().hold(0);
        return false;
    }

    private synchronized boolean mustWait(ArrivedPost arrived) {
        return !receiving && !over && post == arrived.exchange();
    }

    @Override
    public void receiving(boolean on) {
        synchronized (this) {
            receiving = on;
        }
        if (on) {
            passHeld(true);
        }
    }

    /** Passes on what has waited, on a worker: the caller may be in the middle of a turn of the session. */
    private void passHeld(boolean mayWait) {
        ArrivedPost arrived;
        synchronized (this) {
            arrived = held;
            held = null;
        }
        if (arrived == null) {
            return;
        }
        listener.allowance().underWay().hold(0);
        try {
            workers.execute(() -> pass(arrived, mayWait));
        } catch (RejectedExecutionException e) {
            // The node is shutting down: the session ends, and its packets are not wanted any more.
            answer(arrived.exchange(), true);
        }
    }

    /**
     * The body of the POST cannot be read: the session ends, the POST is answered, and a moment later the waiting poll.
     * A stock client stops at the first answer that it reads, and only the answer to the POST says what was wrong.
     */
    void postFailed(PollExchange exchange, CloseReason reason, Runnable answer) {
        PollExchange waiting;
        synchronized (this) {
            endPost(exchange);
            waiting = takeWaiting();
        }
        try {
            listener.onClosed(reason);
        } finally {
            answer.run();
            if (waiting != null) {
                timers.schedule(AFTER_REFUSAL, () -> waiting.answer(EnginePacket.CLOSE.frame()));
            }
        }
    }

    private synchronized boolean takeBody(PollExchange exchange) {
        if (post != exchange) {
            return false;
        }
        awaitingBody = false;
        return true;
    }

    private synchronized void endPost(PollExchange exchange) {
        if (post == exchange) {
            post = null;
        }
    }

    /** There are two requests of the same kind at once: ends the session, and then rejects the second request. */
    private void breakRules(PollExchange exchange) {
        try {
            listener.onClosed(CloseReason.TRANSPORT_ERROR);
        } finally {
            exchange.refuse(RequestError.BAD_REQUEST);
        }
    }

    @Override
    public void flush() {
        flushed().run();
    }

    private synchronized Runnable flushed() {
        return over || queue == null ? NOTHING : answerIfDue();
    }

    /**
     * Returns an action that the caller runs outside the monitor. The action answers the poll, if one waits and there
     * is something for it.
     */
    private Runnable answerIfDue() {
        List<EnginePacket> packets = poll == null ? List.of() : takeDue();
        if (packets.isEmpty()) {
            return NOTHING;
        }
        PollExchange exchange = takeWaiting();
        answered = exchange;
        answers++;
        boolean last = over;
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
    public synchronized long sendUnderWay() {
        return unsent() < 0 ? NONE_UNDER_WAY : answers;
    }

    @Override
    public synchronized long bytesUnderWay() {
        return Math.max(0, unsent());
    }

    private long unsent() {
        long bytes = answered == null ? -1 : answered.unsent();
        if (bytes < 0) {
            // The request object belongs to the container, which may soon reuse it for another client.
            answered = null;
        }
        return bytes;
    }

    @Override
    public synchronized boolean isWritable() {
        return poll != null && !over;
    }

    @Override
    public void finish(CloseReason reason, EnginePacket lastPacket) {
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
        end(poll -> poll.sayGoodbye(EnginePacket.CLOSE.frame(), reason));
        PollExchange last = lastAnswered();
        if (last != null) {
            last.giveUp(reason);
        }
    }

    private synchronized PollExchange lastAnswered() {
        return answered;
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
        passHeld(false);
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

    private void end(Consumer<PollExchange> lastWord) {
        PollExchange waiting;
        PollExchange unfinished;
        ArrivedPost unpassed;
        synchronized (this) {
            over = true;
            waiting = takeWaiting();
            unfinished = awaitingBody ? post : null;
            unpassed = held;
            held = null;
            post = null;
        }
        if (waiting != null) {
            lastWord.accept(waiting);
        }
        if (unfinished != null) {
            unfinished.abandon(RequestError.BAD_REQUEST);
        }
        if (unpassed != null) {
            unpassed.exchange().answer("ok");
        }
    }
}
