package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether one session is open, closing or closed, and how it goes from one to the next.
 *
 * <p>Any thread may call any method; none blocks. Each step is taken by the one thread that has changed the state, so
 * the session ends once, however many threads end it. The order of the steps matters, because other threads send,
 * receive and change the transport meanwhile.
 */
final class SessionEnd {

    /** How long a poll that was under way when the client sent its close packet can still fetch its empty answer. */
    private static final Duration CLIENT_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private enum State {
        OPEN,
        /** No more input, but queued packets are still delivered. */
        CLOSING,
        CLOSED
    }

    private final EngineSession session;
    private final EngineServer server;
    private final OutboundQueue queue;
    private final ReceivePause pause;
    private final SessionTransport transports;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    /** The reason for closing; set before the state becomes closing. */
    private volatile CloseReason closing = CloseReason.FORCED_CLOSE;

    private volatile Timers.Timeout linger = Timers.Timeout.NONE;

    SessionEnd(
            EngineSession session,
            EngineServer server,
            OutboundQueue queue,
            ReceivePause pause,
            SessionTransport transports) {
        this.session = session;
        this.server = server;
        this.queue = queue;
        this.pause = pause;
        this.transports = transports;
    }

    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /** Ends the session now; queued packets are lost. Does nothing if the session is already closed. */
    void abort(CloseReason reason) {
        State before = state.getAndSet(State.CLOSED);
        if (before == State.CLOSED) {
            return;
        }
        queue.sealAndDiscard();
        linger.cancel();
        pause.end();
        transports.cancelUpgrade();
        transports.current().terminate(reason);
        server.forget(session);
        if (before == State.OPEN) {
            session.ended(reason);
        }
    }

    /**
     * Ends the session in order. Does nothing if it has already ended.
     *
     * @param lastPacket the last packet for the client, behind those in the queue
     * @param patience how long the client may take to read them; then the session is aborted
     */
    void close(CloseReason reason, EnginePacket lastPacket, Duration patience) {
        if (!isOpen()) {
            return;
        }
        closing = reason;
        if (!state.compareAndSet(State.OPEN, State.CLOSING)) {
            return;
        }
        queue.seal();
        linger = server.timers().schedule(patience, () -> session.abortElsewhere(reason));
        if (state.get() == State.CLOSED) {
            linger.cancel();
        }
        session.ended(reason);
        // The client's answer to the close, and its own end, can be read only without a pause.
        pause.end();
        transports.current().finish(reason, lastPacket);
    }

    /** The client has sent its close packet: it reads nothing more but the answer to its poll. */
    void closedByClient() {
        queue.sealAndDiscard();
        close(CloseReason.TRANSPORT_CLOSE, EnginePacket.NOOP, CLIENT_CLOSE_TIMEOUT);
    }

    /** Makes a transport that has just taken over do what the previous one was asked to do. */
    void bringUpToDate(Transport replacement) {
        switch (state.get()) {
            case OPEN -> replacement.flush();
            case CLOSING -> replacement.finish(closing, EnginePacket.CLOSE);
            case CLOSED -> replacement.terminate(CloseReason.FORCED_CLOSE);
        }
    }
}
