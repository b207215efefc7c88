package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.OutboundQueue;
import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.engine.Transport;
import dev.parley.engine.TransportListener;
import dev.parley.engine.TransportName;
import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The polling requests of one session (protocol, section "HTTP long-polling"): at most one GET that waits for packets
 * ({@link Polls}) and at most one POST that brings packets ({@link Posts}). A second request of the same kind ends the
 * session.
 *
 * <p>A request that is rejected because of its content is answered after the session has ended, so that no later
 * request of the client finds the session alive.
 *
 * <p>Any thread may call any method; none blocks, except to wait for the session's turn.
 * {@link PollingState} is the monitor; requests are answered and the listener is called outside of it.
 */
final class PollingTransport implements Transport {

    /** How long a poll or a POST may wait while the client changes to another transport. */
    static final Duration LONGEST_WAIT_PAUSED = Duration.ofMillis(100);

    /** The time from the answer to a rejected POST until the answer to the poll. */
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(100);

    private final PollingState state = new PollingState();
    private final Timers timers;
    private final Polls polls;
    private final Posts posts;
    private TransportListener listener;

    /**
     * Creates a transport.
     *
     * @param workers pass on what has waited while the session did not receive
     */
    PollingTransport(Timers timers, Executor workers) {
        this.timers = timers;
        this.polls = new Polls(state, timers, this::breakRules);
        this.posts = new Posts(state, timers, workers);
    }

    @Override
    public TransportName name() {
        return TransportName.POLLING;
    }

    @Override
    public void attach(OutboundQueue queue, TransportListener events) {
        synchronized (state) {
            listener = events;
            polls.attach(queue, events);
            posts.attach(events);
        }
    }

    /** Handles a GET. */
    void poll(PollExchange exchange) {
        polls.take(exchange).run();
    }

    /**
     * Begins a POST; {@link #receive} gets its body later.
     *
     * @return false if the POST has been rejected
     */
    boolean beginPost(PollExchange exchange) {
        boolean late;
        synchronized (state) {
            if (posts.begin(exchange)) {
                return true;
            }
            late = state.over;
        }
        if (late) {
            exchange.refuse(RequestError.BAD_REQUEST);
        } else {
            breakRules(exchange);
        }
        return false;
    }

    /**
     * Handles the body of a POST. If the session has ended meanwhile, the POST has already been answered, and the body
     * is ignored.
     */
    void receive(PollExchange exchange, String body) {
        posts.receive(exchange, body);
    }

    /**
     * The body of the POST cannot be read: the session ends, the POST is answered, and a moment later the waiting poll.
     * A stock client stops at the first answer that it reads, and only the answer to the POST says what was wrong.
     */
    void postFailed(PollExchange exchange, CloseReason reason, Runnable answer) {
        PollExchange waiting;
        synchronized (state) {
            posts.end(exchange);
            waiting = polls.takeWaiting();
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
        polls.flush().run();
    }

    @Override
    public long sendUnderWay() {
        return polls.sendUnderWay();
    }

    @Override
    public long bytesUnderWay() {
        return polls.bytesUnderWay();
    }

    @Override
    public boolean isWritable() {
        return polls.isWaiting();
    }

    @Override
    public void receiving(boolean on) {
        posts.receiving(on);
    }

    @Override
    public void finish(CloseReason reason, EnginePacket lastPacket) {
        polls.finish(lastPacket).run();
    }

    @Override
    public void terminate(CloseReason reason) {
        end(poll -> poll.sayGoodbye(EnginePacket.CLOSE.frame(), reason));
        polls.giveUpAnswer(reason);
    }

    @Override
    public void pause() {
        paused(true);
        PollExchange waiting = polls.takeWaiting();
        if (waiting != null) {
            waiting.answer(EnginePacket.NOOP.frame());
        }
        posts.passHeld(false);
    }

    @Override
    public void resume() {
        paused(false);
    }

    private void paused(boolean value) {
        synchronized (state) {
            state.paused = value;
        }
    }

    @Override
    public void discard() {
        end(poll -> poll.refuse(RequestError.BAD_REQUEST));
    }

    private void end(Consumer<PollExchange> lastWord) {
        PollExchange waiting;
        Runnable answerToPost;
        synchronized (state) {
            state.over = true;
            waiting = polls.takeWaiting();
            answerToPost = posts.endAll();
        }
        if (waiting != null) {
            lastWord.accept(waiting);
        }
        answerToPost.run();
    }
}
