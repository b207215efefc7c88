package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One Engine.IO session: it outlives its transport, which may change once from polling to WebSocket.
 *
 * <p>Its states are open, closing (no more input, what is queued is still delivered) and closed. The {@link
 * SessionListener} hears of the end when the session stops being open. Sending is allowed to any thread, never blocks
 * and keeps the order of the calls; after the end it does nothing.
 */
public final class EngineSession {

    private static final Logger LOG = System.getLogger(EngineSession.class.getName());
    /** How long a poll that was under way while the client said goodbye can still fetch its empty answer. */
    private static final Duration CLIENT_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final String id;
    private final Handshake handshake;
    private final EngineServer server;
    private final OutboundQueue queue;
    private final Heartbeat heartbeat;
    private final StallWatch.Memory stall = new StallWatch.Memory();
    private final SerialExecutor turns = new SerialExecutor(this::failed);
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final AtomicReference<TransportUpgrade> upgrade = new AtomicReference<>();
    private volatile Transport transport;
    private volatile Incoming incoming = new Incoming();
    private volatile Timers.Timeout linger = Timers.Timeout.NONE;
    private SessionListener listener = SessionListener.NONE;

    EngineSession(String id, Handshake handshake, EngineServer server, Transport transport) {
        this.id = id;
        this.handshake = handshake;
        this.server = server;
        this.transport = transport;
        this.queue = new OutboundQueue(server.settings().sendBuffer());
        this.heartbeat = new Heartbeat(
                server.clock(),
                server.timers(),
                server.settings(),
                () -> send(EnginePacket.PING),
                () -> server.runElsewhere(() -> abort(CloseReason.PING_TIMEOUT)));
    }

    /**
     * Begins: the open packet is the first in the queue, and whatever the application sends is behind it. The transport
     * is attached before the application is asked, so that both may end the session at once; what comes in waits for
     * its turn, and the application's answer is there by then.
     */
    void open(EngineListener application) {
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

    /** The session's secret name; whoever knows it can speak for the client, so it goes into no log. */
    public String id() {
        return id;
    }

    /** The request that opened the session. */
    public Handshake handshake() {
        return handshake;
    }

    /** What the session's server was told. */
    public EngineSettings settings() {
        return server.settings();
    }

    /** The kind of transport in use now. */
    public TransportName transportName() {
        return transport.name();
    }

    /** The transport in use now; for the edge, which hands requests of the session to it. */
    public Transport transport() {
        return transport;
    }

    /** Whether the session is open: neither side has ended it. */
    public boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /** The last measured time from a ping to its pong, in nanoseconds; -1 before the first. */
    public long roundTripNanos() {
        return heartbeat.roundTripNanos();
    }

    /** The bytes that wait to be sent, at the time of the call. */
    public int queuedBytes() {
        return queue.bytes();
    }

    /** Sends a packet; does nothing after the end. A client whose queue is full is given up, on another thread. */
    public void send(EnginePacket packet) {
        sent(queue.offer(packet), packet.size());
    }

    /** Sends packets that belong together, with nothing between them. */
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

    /** Sends packets if they can leave at once, otherwise forgets them. */
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
            case OVERFLOW -> server.runElsewhere(() -> abort(CloseReason.SLOW_CONSUMER));
            case SEALED -> {}
        }
    }

    /**
     * Runs a task in a turn of its own: serialised with the calls of the session's listener, and without waiting for
     * them. From within such a call or task it runs when that is over; otherwise at once if nobody is inside, or on the
     * thread that is. What it throws is logged and closes the session. Tasks run after the end, too.
     */
    public void execute(Runnable task) {
        turns.execute(task);
    }

    /**
     * Ends the session in order: the listener is told at once; the client gets what is queued, and has the close
     * time-out of the settings to take it. Again or too late does nothing.
     */
    public void close(CloseReason reason) {
        close(reason, EnginePacket.CLOSE, server.settings().closeTimeout());
    }

    /** Ends the session now; what is queued is lost. Again or too late does nothing. */
    public void abort(CloseReason reason) {
        State before = state.getAndSet(State.CLOSED);
        if (before == State.CLOSED) {
            return;
        }
        queue.sealAndDiscard();
        linger.cancel();
        endUpgrade();
        transport.terminate(reason);
        server.forget(this);
        if (before == State.OPEN) {
            ended(reason);
        }
    }

    private void close(CloseReason reason, EnginePacket lastPacket, Duration patience) {
        if (!state.compareAndSet(State.OPEN, State.CLOSING)) {
            return;
        }
        queue.seal();
        linger = server.timers().schedule(patience, () -> server.runElsewhere(() -> abort(reason)));
        if (state.get() == State.CLOSED) {
            linger.cancel();
        }
        ended(reason);
        transport.finish(lastPacket);
    }

    private void ended(CloseReason reason) {
        heartbeat.stop();
        server.ended(reason);
        turns.execute(() -> {
            try {
                listener.onClose(reason);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener failed at the end of its session", e);
            }
        });
    }

    /** Gives up a client that has taken nothing for too long. On the timers' thread, now and then. */
    void lookForStall(long now) {
        if (stall.isStalled(transport.sendUnderWay(), now) && isOpen()) {
            server.runElsewhere(() -> abort(CloseReason.SLOW_CONSUMER));
        }
    }

    /** Whether the client has missed its pong, even if no timer has said so yet. */
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
        // Looked at only now: before the claim, another attempt might still have succeeded, or the session have ended
        // without knowing of this one. Whoever ends it from now on finds the attempt and ends it too.
        if (!isOpen() || !transport.name().upgrades().contains(candidate.name())) {
            upgrade.compareAndSet(attempt, null);
            return false;
        }
        attempt.begin();
        return true;
    }

    /** The candidate is ready: it takes over. Called in the upgrade's own turn, once. */
    void switchTo(Transport candidate) {
        incoming = new Incoming();
        transport.discard();
        candidate.attach(queue, incoming);
        transport = candidate;
        upgrade.set(null);
        if (state.get() == State.OPEN) {
            candidate.flush();
        } else if (state.get() == State.CLOSING) {
            candidate.finish(EnginePacket.CLOSE);
        } else {
            candidate.terminate(CloseReason.FORCED_CLOSE);
        }
    }

    /** The attempt came to nothing. There can be no other before the transport goes on, or the two would mix. */
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

    /** Listens to one transport. The one that was left may still speak, but can no longer end the session. */
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
            // The client answers pings and never sends one; the others are the server's, or an upgrade's.
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

    /** What the layer above throws, an error of its own classes included, ends its session and nothing else. */
    private void failed(Throwable cause) {
        LOG.log(Level.ERROR, "The application failed; its session is closed", cause);
        abort(CloseReason.FORCED_CLOSE);
    }
}
