package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One attempt to change a session's transport (protocol, section "Upgrade"). The client probes the candidate, then
 * reports that the old transport is idle, and then the candidate takes over. Anything else, or a time-out, ends the
 * candidate, and the session continues on the old transport.
 *
 * <p>Packets come on the candidate's thread; {@link #cancel()} and the time-out come on other threads.
 */
final class TransportUpgrade implements TransportListener {

    private static final String PROBE = "probe";
    private static final int PROBE_QUEUE_BYTES = 64;

    private enum Stage {
        OPENED,
        PAUSING,
        PROBED,
        UPGRADED,
        ENDED
    }

    private final EngineSession session;
    private final SessionTransport transports;
    private final Transport candidate;
    private final EngineServer server;
    private final OutboundQueue answers = new OutboundQueue(PROBE_QUEUE_BYTES);
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPENED);
    private volatile Timers.Timeout timeout = Timers.Timeout.NONE;

    TransportUpgrade(EngineSession session, SessionTransport transports, Transport candidate, EngineServer server) {
        this.session = session;
        this.transports = transports;
        this.candidate = candidate;
        this.server = server;
    }

    void begin() {
        timeout = server.timers()
                .schedule(
                        server.settings().upgradeTimeout(),
                        () -> server.runElsewhere(() -> fail(CloseReason.TRANSPORT_ERROR)));
        // This is also needed if the session has ended by now: the candidate must have a listener for its remaining
        // events.
        candidate.attach(answers, this);
        if (stage.get() == Stage.ENDED) {
            timeout.cancel();
        }
    }

    @Override
    public boolean onPacket(EnginePacket packet) {
        if (packet.is(EnginePacketType.PING, PROBE) && stage.compareAndSet(Stage.OPENED, Stage.PAUSING)) {
            return answerProbe();
        }
        if (packet.type() == EnginePacketType.UPGRADE && stage.compareAndSet(Stage.PROBED, Stage.UPGRADED)) {
            timeout.cancel();
            transports.switchTo(candidate);
            return true;
        }
        fail(CloseReason.PARSE_ERROR);
        return false;
    }

    /**
     * Returns the limits of the session: the transport may ask for the limits of the packet right behind the upgrade
     * packet before the upgrade packet has been handled.
     */
    @Override
    public InboundLimits allowance() {
        return session.allowance();
    }

    private boolean answerProbe() {
        transports.current().pause();
        if (!stage.compareAndSet(Stage.PAUSING, Stage.PROBED)) {
            // Meanwhile another thread has ended this attempt. It could not undo the pause, because the pause had not
            // happened yet.
            transports.upgradeFailed(this);
            return false;
        }
        answers.offer(EnginePacket.of(EnginePacketType.PONG, PROBE));
        candidate.flush();
        return true;
    }

    /** The candidate is lost. If it is taking over at this moment, the session ends, too. */
    @Override
    public void onClosed(CloseReason reason) {
        if (fail(reason) == Stage.UPGRADED) {
            session.abort(reason);
        }
    }

    /** Ends the candidate, because the session has ended. */
    void cancel() {
        end(CloseReason.FORCED_CLOSE);
    }

    /** Ends the candidate and returns the stage at which it was. */
    private Stage fail(CloseReason reason) {
        Stage before = end(reason);
        if (before == Stage.OPENED || before == Stage.PROBED) {
            transports.upgradeFailed(this);
        }
        return before;
    }

    private Stage end(CloseReason reason) {
        Stage before = stage.getAndUpdate(now -> now == Stage.UPGRADED ? now : Stage.ENDED);
        if (before != Stage.UPGRADED && before != Stage.ENDED) {
            timeout.cancel();
            candidate.terminate(reason);
        }
        return before;
    }
}
