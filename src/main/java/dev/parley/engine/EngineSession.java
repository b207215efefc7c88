package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One Engine.IO session. It outlives its transport, which may change once from polling to WebSocket.
 *
 * <p>Its states are open, closing (no more input, but queued packets are still delivered) and closed. The
 * {@link SessionListener} is notified when the session is no longer open. Any thread may send. Sending never blocks and
 * keeps the order of the calls; after the end it does nothing.
 *
 * <p>This class is long for a reason: the end of the session, sending, and a change of transport share one state, and
 * the order in which they read and write it is easier to check in one place.
 */
public final class EngineSession {

    private static final Logger LOG = System.getLogger(EngineSession.class.getName());
    /** How long a poll that was under way when the client sent its close packet can still fetch its empty answer. */
    private static final Duration CLIENT_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final String id;
    private final Handshake handshake;
    private final EngineServer server;
    private final Runnable whenEnded;
    private final OutboundQueue queue;
    private final Heartbeat heartbeat;
    private final DrainRate pace = new DrainRate();
    private final SerialExecutor turns = new SerialExecutor(this::failed);
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final AtomicReference<TransportUpgrade> upgrade = new AtomicReference<>();
    private final InboundLimits allowance;
    private final ReceivePause pause;
    private volatile Transport transport;
    /** The reason for closing; set before the state becomes closing. */
    private volatile CloseReason closing = CloseReason.FORCED_CLOSE;

    private volatile Incoming incoming = new Incoming();
    private volatile Timers.Timeout linger = Timers.Timeout.NONE;
    private SessionListener listener = SessionListener.NONE;

    EngineSession(String id, Handshake handshake, EngineServer server, Transport transport, Runnable whenEnded) {
        this.id = id;
        this.handshake = handshake;
        this.server = server;
        this.whenEnded = whenEnded;
        this.transport = transport;
        this.allowance = InboundLimits.ofStranger(server.settings(), server.inbound(), this::giveUpForOthers);
        this.queue = new OutboundQueue(server.settings().sendLimit(), server.budget());
        this.heartbeat = new Heartbeat(
                server.clock(),
                server.timers(),
                server.settings(),
                () -> send(EnginePacket.PING),
                () -> server.runElsewhere(() -> abort(CloseReason.PING_TIMEOUT)));
        this.pause = new ReceivePause(
                server.timers(),
                server.settings().longestPause(),
                this::receiving,
                () -> server.runElsewhere(() -> abort(CloseReason.BACK_PRESSURE)));
    }

    /**
     * Begins the session. The open packet is the first in the queue, before everything that the application sends. The
     * transport is attached before the application is called, so that both may end the session at once. Incoming
     * packets wait for their turn; by then the application has returned its listener.
     */
    void open(SessionAcceptor application) {
        turns.enter();
        try {
            EnginePacket first =
                    EnginePacket.of(EnginePacketType.OPEN, OpenPacket.of(id, transport.name(), server.settings()));
            queue.offer(first);
            server.observer().queued(first.size());
            transport.attach(queue, incoming);
            listener = application.onOpen(this);
            heartbeat.start();
        } catch (RuntimeException | Error e) {
            failed(e);
        } finally {
            turns.exit();
        }
        transport.flush();
    }

    /** The session's secret id. Anybody who knows it can speak for the client, so it must not be logged. */
    public String id() {
        return id;
    }

    /** The request that opened the session. */
    public Handshake handshake() {
        return handshake;
    }

    /** The settings of the session's server. */
    public EngineSettings settings() {
        return server.settings();
    }

    /** The kind of transport in use now. */
    public TransportName transportName() {
        return transport.name();
    }

    /** The transport in use now, to which the servlet or endpoint hands the session's requests. */
    public Transport transport() {
        return transport;
    }

    /** Whether the session is open, that is, neither side has ended it. */
    public boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /** The limits for the client's input, and the memory that its incomplete input takes. They end with the session. */
    public InboundLimits allowance() {
        return allowance;
    }

    /** The client has been authenticated: from now on its messages may be as long as the settings allow. */
    public void identified() {
        allowance.raise(server.settings().maxPayload());
        transport.allow(allowance.maxMessage());
    }

    /** The last measured time from a ping to its pong, in nanoseconds; -1 before the first. */
    public long roundTripNanos() {
        return heartbeat.roundTripNanos();
    }

    /** The number of bytes in the outbound queue, at the time of the call. */
    public int queuedBytes() {
        return queue.bytes();
    }

    /** Sends a packet; does nothing after the end. If the client's queue is full, another thread aborts the session. */
    public void send(EnginePacket packet) {
        sent(queue.offer(packet), packet.size());
    }

    /** Sends packets that belong together, with no other packet between them. */
    public void send(List<EnginePacket> packets) {
        if (packets.size() == 1) {
            send(packets.get(0));
            return;
        }
        long bytes = 0;
        for (EnginePacket packet : packets) {
            bytes += packet.size();
        }
        sent(queue.offerAll(packets), bytes);
    }

    /** Sends packets if they can leave at once, and discards them otherwise. */
    public void sendVolatile(List<EnginePacket> packets) {
        if (queue.isEmpty() && transport.isWritable()) {
            send(packets);
        }
    }

    private void sent(OutboundQueue.Offer offer, long bytes) {
        switch (offer) {
            case ACCEPTED -> {
                server.observer().queued(bytes);
                transport.flush();
            }
            case OVER_BUDGET -> {
                server.observer().queued(bytes);
                transport.flush();
                server.relieve();
            }
            case OVERFLOW -> server.runElsewhere(() -> abort(CloseReason.SLOW_CONSUMER));
            case SEALED -> {}
        }
    }

    /**
     * Runs a task in a turn of its own, serialised with the calls of the session's listener. This method does not wait
     * for those calls. If it is called from within such a call or task, the new task runs after that. Otherwise it runs
     * at once if no turn is in progress, or else on the thread of the current turn. An exception from the task is
     * logged and closes the session. Tasks run after the end of the session, too.
     */
    public void execute(Runnable task) {
        turns.execute(task);
    }

    /**
     * Stops reading from the client, so that what the client sends fills its own buffers and does not collect here. The
     * input that has been read already still arrives: what one read of the container gives, or the body of one POST.
     * Returns at once, and may be called within a turn. Each call needs a call of {@link #resumeReceiving()}; the
     * session reads again after the last one.
     *
     * <p>The client's pongs wait behind its other input, so no pong is expected during a pause, and the full time-out
     * begins when the pause ends. Pings are still sent, because the client expects them. A session that is paused for
     * longer than {@link EngineSettings#longestPause()} without a break is closed with {@link CloseReason#BACK_PRESSURE}.
     * The end of the session ends the pause. On a container whose input cannot be stopped, nothing is held back: callers
     * need a bound of their own for what they collect.
     */
    public void pauseReceiving() {
        pause.pause();
    }

    /**
     * Takes back one {@link #pauseReceiving()}. Returns at once. What arrives then comes on another thread than this
     * one.
     *
     * @throws IllegalStateException if the session is not paused
     */
    public void resumeReceiving() {
        pause.resume();
    }

    /** Whether the session does not read from its client now. */
    public boolean isReceivingPaused() {
        return pause.isPaused();
    }

    private void receiving(boolean on) {
        heartbeat.expectPongs(on);
        transport.receiving(on);
    }

    /**
     * Ends the session in order. The listener is notified at once. The client still gets the queued packets, and has
     * the close time-out of the settings to read them. Does nothing if the session has already ended.
     */
    public void close(CloseReason reason) {
        close(reason, EnginePacket.CLOSE, server.settings().closeTimeout());
    }

    /** Ends the session now; queued packets are lost. Does nothing if the session is already closed. */
    public void abort(CloseReason reason) {
        State before = state.getAndSet(State.CLOSED);
        if (before == State.CLOSED) {
            return;
        }
        queue.sealAndDiscard();
        linger.cancel();
        pause.end();
        endUpgrade();
        transport.terminate(reason);
        server.forget(this);
        if (before == State.OPEN) {
            ended(reason);
        }
    }

    private void close(CloseReason reason, EnginePacket lastPacket, Duration patience) {
        if (!isOpen()) {
            return;
        }
        closing = reason;
        if (!state.compareAndSet(State.OPEN, State.CLOSING)) {
            return;
        }
        queue.seal();
        linger = server.timers().schedule(patience, () -> server.runElsewhere(() -> abort(reason)));
        if (state.get() == State.CLOSED) {
            linger.cancel();
        }
        ended(reason);
        // The client's answer to the close, and its own end, can be read only without a pause.
        pause.end();
        transport.finish(reason, lastPacket);
    }

    private void ended(CloseReason reason) {
        heartbeat.stop();
        allowance.end();
        server.ended(reason);
        whenEnded.run();
        turns.execute(() -> {
            try {
                listener.onClose(reason);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener failed at the end of its session", e);
            }
        });
    }

    /** Aborts the session if the client reads too slowly. The timers' thread calls this at regular intervals. */
    void lookForStall(long now) {
        boolean overfull = queue.bytes() > server.settings().sendBuffer();
        if (pace.isTooSlow(transport.sendUnderWay(), overfull, drained(), now) && isOpen()) {
            server.runElsewhere(() -> abort(CloseReason.SLOW_CONSUMER));
        }
    }

    /**
     * Estimates how long the client would take to read its queue, see {@link DrainRate}; 0 if the queue is almost
     * empty.
     */
    double timeToDrain() {
        return pace.timeToDrain(queue.countedBytes(), drained());
    }

    private long drained() {
        return queue.taken() - transport.bytesUnderWay();
    }

    /** Discards the queue at once, to free memory for all other clients, and ends the session. */
    void giveUpForOthers() {
        queue.sealAndDiscard();
        server.runElsewhere(() -> abort(CloseReason.OVER_BUDGET));
    }

    /** Whether the client's pong is overdue, even if no timer has expired yet. */
    boolean isOverdue() {
        return heartbeat.isOverdue();
    }

    /**
     * Begins the change to another transport (protocol, section "Upgrade"). The candidate gets its own listener.
     *
     * @return false when the session cannot change: it is closing, not on polling, or changing already
     */
    public boolean upgradeTo(Transport candidate) {
        TransportUpgrade attempt = new TransportUpgrade(this, candidate, server);
        if (!upgrade.compareAndSet(null, attempt)) {
            return false;
        }
        // This check must come after the claim. Before it, another attempt might still have succeeded, or the session
        // might have ended without knowing of this attempt. From now on, any thread that ends the session finds the
        // attempt and ends it, too.
        if (!isOpen() || !transport.name().upgrades().contains(candidate.name())) {
            upgrade.compareAndSet(attempt, null);
            return false;
        }
        attempt.begin();
        return true;
    }

    /** Replaces the transport by the candidate, which is ready. Called once, in the upgrade's own turn. */
    void switchTo(Transport candidate) {
        incoming = new Incoming();
        transport.discard();
        candidate.attach(queue, incoming);
        transport = candidate;
        candidate.allow(allowance.maxMessage());
        pause.transportChanged();
        upgrade.set(null);
        if (state.get() == State.OPEN) {
            candidate.flush();
        } else if (state.get() == State.CLOSING) {
            candidate.finish(closing, EnginePacket.CLOSE);
        } else {
            candidate.terminate(CloseReason.FORCED_CLOSE);
        }
    }

    /**
     * The attempt failed. No other attempt can begin before the old transport has resumed; otherwise the two would mix.
     */
    void upgradeFailed(TransportUpgrade attempt) {
        transport.resume();
        upgrade.compareAndSet(attempt, null);
    }

    private void endUpgrade() {
        TransportUpgrade attempt = upgrade.getAndSet(null);
        if (attempt != null) {
            attempt.cancel();
        }
    }

    /**
     * Listens to one transport. The previous transport may still deliver packets, but can no longer end the session.
     */
    private final class Incoming implements TransportListener {
        @Override
        public boolean onPacket(EnginePacket packet) {
            turns.enter();
            try {
                if (isOpen()) {
                    server.observer().received(packet.size());
                    receive(packet);
                }
            } finally {
                turns.exit();
            }
            return isOpen();
        }

        @Override
        public InboundLimits allowance() {
            return allowance;
        }

        @Override
        public void onClosed(CloseReason reason) {
            if (incoming == this) {
                abort(reason);
            }
        }
    }

    private void receive(EnginePacket packet) {
        switch (packet.type()) {
            case MESSAGE -> deliver(packet);
            case PONG -> {
                if (heartbeat.pong()) {
                    server.observer().roundTrip(heartbeat.roundTripNanos());
                }
            }
            case CLOSE -> {
                queue.sealAndDiscard();
                close(CloseReason.TRANSPORT_CLOSE, EnginePacket.NOOP, CLIENT_CLOSE_TIMEOUT);
            }
            case NOOP -> {}
            // A client answers pings and never sends one. Only the server sends the open packet, and the upgrade packet
            // belongs to an upgrade.
            case PING, OPEN, UPGRADE ->
                abort(packet.type() == EnginePacketType.PING ? CloseReason.TRANSPORT_ERROR : CloseReason.PARSE_ERROR);
        }
    }

    private void deliver(EnginePacket packet) {
        try {
            if (packet.isBinary()) {
                listener.onMessage(packet.binary());
            } else {
                listener.onMessage(packet.text());
            }
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /**
     * An exception or error of the layer above, also an error of its own class, ends its session and has no other
     * effect.
     */
    private void failed(Throwable cause) {
        LOG.log(Level.ERROR, "The application failed; its session is closed", cause);
        abort(CloseReason.FORCED_CLOSE);
    }
}
