package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.RequestError;
import dev.parley.engine.Timers;
import dev.parley.engine.TransportListener;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.engine.codec.PayloadPackets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The POSTs of one session: at most one is under way. Its packets are passed on to the session, and then it is answered.
 *
 * <p>While the session does not receive, the packets of a body that has arrived wait here, and so does the answer: the
 * client sends its next POST only after that. A change to another transport must not wait for the session, because stock
 * clients wait for the POST before they change: it takes what waits with it.
 *
 * <p>Any thread may call any method; none blocks, except to wait for the session's turn.
 * {@link PollingState} is the monitor.
 */
final class Posts {

    private final PollingState state;
    private final Timers timers;
    private final Executor workers;
    private TransportListener listener;
    private PollExchange post;

    /**
     * Whether the body of the POST has not arrived yet. After it has arrived, the thread that handles the body answers
     * the POST.
     */
    private boolean awaitingBody;

    /** What has arrived while the session does not receive; null if nothing has. */
    private ArrivedPost held;

    private boolean receiving = true;

    /** A POST whose body has arrived, and the packets that have not been passed on. */
    private record ArrivedPost(PollExchange exchange, PayloadPackets packets) {}

    Posts(PollingState state, Timers timers, Executor workers) {
        this.state = state;
        this.timers = timers;
        this.workers = workers;
    }

    /** The packets go to this listener. */
    void attach(TransportListener events) {
        synchronized (state) {
            listener = events;
        }
    }

    /** Begins a POST; returns false if there is one already, or if the transport has ended. */
    boolean begin(PollExchange exchange) {
        synchronized (state) {
            if (state.over || post != null) {
                return false;
            }
            post = exchange;
            awaitingBody = true;
            return true;
        }
    }

    /** Handles the body of a POST. It is ignored if the session has ended meanwhile: the POST has been answered then. */
    void receive(PollExchange exchange, String body) {
        synchronized (state) {
            if (post != exchange) {
                return;
            }
            awaitingBody = false;
        }
        pass(new ArrivedPost(exchange, new PayloadPackets(body)), true);
    }

    /** The POST is not under way any more; the caller answers it. */
    void end(PollExchange exchange) {
        synchronized (state) {
            if (post == exchange) {
                post = null;
            }
        }
    }

    /** Whether the session receives. When it does so again, passes on what has waited. */
    void receiving(boolean on) {
        synchronized (state) {
            receiving = on;
        }
        if (on) {
            passHeld(true);
        }
    }

    /**
     * Passes on what has waited, on a worker: the caller may be in the middle of a turn of the session.
     *
     * @param mayWait whether the rest may wait if the session still, or again, does not receive
     */
    void passHeld(boolean mayWait) {
        ArrivedPost arrived;
        synchronized (state) {
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

    /** Called with the monitor, when the transport ends: returns what answers the POST outside of it. */
    Runnable endAll() {
        PollExchange unfinished = awaitingBody ? post : null;
        ArrivedPost unpassed = held;
        held = null;
        post = null;
        return () -> {
            if (unfinished != null) {
                unfinished.abandon(RequestError.BAD_REQUEST);
            }
            if (unpassed != null) {
                unpassed.exchange().answer("ok");
            }
        };
    }

    /** Passes the packets of a POST on, as far as the session receives, and answers it unless some of them wait. */
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
        end(exchange);
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
        synchronized (state) {
            if (mustWait(arrived)) {
                held = arrived;
                if (state.paused) {
                    timers.schedule(PollingTransport.LONGEST_WAIT_PAUSED, () -> passHeld(false));
                }
                return true;
            }
        }
        listener.allowance().underWay().hold(0);
        return false;
    }

    private boolean mustWait(ArrivedPost arrived) {
        synchronized (state) {
            return !receiving && !state.over && post == arrived.exchange();
        }
    }
}
