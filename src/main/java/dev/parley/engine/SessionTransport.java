package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The transport that one session uses now, and the change to another one.
 *
 * <p>Any thread may call any method; none blocks. At most one {@link TransportUpgrade} is under way. Each transport has
 * a listener of its own: the previous transport may still deliver packets, but can no longer end the session.
 */
final class SessionTransport {

    private final EngineSession session;
    private final EngineServer server;
    private final OutboundQueue queue;
    private final ReceivePause pause;
    private final AtomicReference<TransportUpgrade> upgrade = new AtomicReference<>();
    private volatile Transport transport;
    private volatile Incoming incoming = new Incoming();

    SessionTransport(
            EngineSession session, EngineServer server, OutboundQueue queue, ReceivePause pause, Transport first) {
        this.session = session;
        this.server = server;
        this.queue = queue;
        this.pause = pause;
        this.transport = first;
    }

    /** Gives the first transport the session's queue, and a listener. Called once, before any other use. */
    void attach() {
        transport.attach(queue, incoming);
    }

    /** The transport in use now. */
    Transport current() {
        return transport;
    }

    /**
     * Begins the change to another transport (protocol, section "Upgrade"). The candidate gets its own listener.
     *
     * @return false when the session cannot change: it is closing, not on polling, or changing already
     */
    boolean upgradeTo(Transport candidate) {
        TransportUpgrade attempt = new TransportUpgrade(session, this, candidate, server);
        if (!upgrade.compareAndSet(null, attempt)) {
            return false;
        }
        // This check must come after the claim. Before it, another attempt might still have succeeded, or the session
        // might have ended without knowing of this attempt. From now on, any thread that ends the session finds the
        // attempt and ends it, too.
        if (!session.isOpen() || !transport.name().upgrades().contains(candidate.name())) {
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
        candidate.allow(session.allowance().maxMessage());
        pause.transportChanged();
        upgrade.set(null);
        session.bringUpToDate(candidate);
    }

    /**
     * The attempt failed. No other attempt can begin before the old transport has resumed; otherwise the two would mix.
     */
    void upgradeFailed(TransportUpgrade attempt) {
        transport.resume();
        upgrade.compareAndSet(attempt, null);
    }

    /** Ends the change that is under way, if there is one, because the session has ended. */
    void cancelUpgrade() {
        TransportUpgrade attempt = upgrade.getAndSet(null);
        if (attempt != null) {
            attempt.cancel();
        }
    }

    /** Listens to one transport. */
    private final class Incoming implements TransportListener {
        @Override
        public boolean onPacket(EnginePacket packet) {
            return session.receive(packet);
        }

        @Override
        public InboundLimits allowance() {
            return session.allowance();
        }

        @Override
        public void onClosed(CloseReason reason) {
            if (incoming == this) {
                session.abort(reason);
            }
        }
    }
}
