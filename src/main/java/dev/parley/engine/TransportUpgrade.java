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
        PROBED,
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
                        () -> server.executor().execute(() -> fail(CloseReason.TRANSPORT_ERROR)));
        candidate.attach(answers, this);
    }

    @Override
    public boolean onPacket(EnginePacket packet) {
        if (packet.is(EnginePacketType.PING, PROBE) && stage.compareAndSet(Stage.OPENED, Stage.PROBED)) {
            session.transport().pause();
            answers.offer(EnginePacket.of(EnginePacketType.PONG, PROBE));
            candidate.flush();
            return true;
        }
        if (packet.type() == EnginePacketType.UPGRADE && stage.compareAndSet(Stage.PROBED, Stage.ENDED)) {
            timeout.cancel();
            session.switchTo(candidate);
            return true;
        }
        fail(CloseReason.PARSE_ERROR);
        return false;
    }

    @Override
    public void onClosed(CloseReason reason) {
        fail(reason);
    }

    /** The session has ended, and the candidate with it. */
    void cancel() {
        if (stage.getAndSet(Stage.ENDED) != Stage.ENDED) {
            timeout.cancel();
            candidate.terminate(CloseReason.FORCED_CLOSE);
        }
    }

    private void fail(CloseReason reason) {
        if (stage.getAndSet(Stage.ENDED) != Stage.ENDED) {
            timeout.cancel();
            candidate.terminate(reason);
            session.upgradeFailed(this);
        }
    }
}
