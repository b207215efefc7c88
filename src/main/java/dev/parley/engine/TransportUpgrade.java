package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One attempt to change a session's transport (protocol, section "Upgrade"): the candidate must be probed, then the
 * client says that it has come to rest on the old transport, then the candidate takes over. Anything else, or too much
 * time, ends the candidate, and the session goes on where it was.
 *
 * <p>Packets come on the candidate's thread; {@link #cancel()} and the time-out on others.
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
    private final Transport candidate;
    private final EngineServer server;
    private final OutboundQueue answers = new OutboundQueue(PROBE_QUEUE_BYTES);
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPENED);
    private volatile Timers.Timeout timeout = Timers.Timeout.NONE;

    TransportUpgrade(EngineSession session, Transport candidate, EngineServer server) {
        this.session = session;
        this.candidate = candidate;
        this.server = server;
    }

    void begin() {
        timeout = server.timers()
                .schedule(
                        server.settings().upgradeTimeout(),
                        () -> server.runElsewhere(() -> fail(CloseReason.TRANSPORT_ERROR)));
        // Also when the session has ended by now: what the candidate still has to say must find somebody.
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
            session.switchTo(candidate);
            return true;
        }
        fail(CloseReason.PARSE_ERROR);
        return false;
    }

    private boolean answerProbe() {
        session.transport().pause();
        if (!stage.compareAndSet(Stage.PAUSING, Stage.PROBED)) {
            // Given up meanwhile by somebody who could not undo a pause that was still to come.
            session.upgradeFailed(this);
            return false;
        }
        answers.offer(EnginePacket.of(EnginePacketType.PONG, PROBE));
        candidate.flush();
        return true;
    }

    /** The candidate is lost; if it is taking over at this moment, the session is lost with it. */
    @Override
    public void onClosed(CloseReason reason) {
        if (fail(reason) == Stage.UPGRADED) {
            session.abort(reason);
        }
    }

    /** The session has ended, and the candidate with it. */
    void cancel() {
        end(CloseReason.FORCED_CLOSE);
    }

    /** Gives the candidate up, and tells at which stage it was. */
    private Stage fail(CloseReason reason) {
        Stage before = end(reason);
        if (before == Stage.OPENED || before == Stage.PROBED) {
            session.upgradeFailed(this);
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
