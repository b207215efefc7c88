package dev.parley.transport.websocket;

import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.liberty.LibertyChannelInternals;
import dev.parley.transport.container.liberty.LibertyReadInternals;
import dev.parley.transport.container.undertow.UndertowReadControl;
import dev.parley.transport.upgrade.FrameGuard;
import dev.parley.transport.upgrade.ReadLoop;
import dev.parley.transport.upgrade.ReadLoopGroup;
import jakarta.websocket.Session;
import java.util.Optional;

/**
 * Chooses how the reading of a session can be stopped, by the container, which is recognised from the session's class.
 * Where the container reads from the stream that Parley guards (Tyrus), the stream does it. In an unknown container, or
 * in a known one with unexpected internals, reading cannot be stopped.
 */
final class ReadControlFactory {

    private static final String COST =
            "Reading cannot be stopped here: a client that sends faster than it is served is closed and not held back";

    private static final String DEARER = "This container looks different inside: receiving will cost more CPU";

    private final CompletionPoller pending;
    private final ReadLoopGroup loops;
    private final ContainerInternals<LibertyReadInternals> liberty =
            new ContainerInternals<>(LibertyReadInternals::new, COST, COST);
    private final ContainerInternals<LibertyChannelInternals> libertyChannels =
            new ContainerInternals<>(LibertyChannelInternals::new, DEARER, DEARER);
    private final ContainerInternals<UndertowReadControl.Members> undertow =
            new ContainerInternals<>(UndertowReadControl.Members::new, COST, COST);

    ReadControlFactory(CompletionPoller pending, ReadLoopGroup loops) {
        this.pending = pending;
        this.loops = loops;
    }

    /** The control of a new session, whose input the guard may check. */
    ReadControl of(Session session, FrameGuard frames) {
        return of(session, session.getClass().getName(), frames);
    }

    /** The control of a session whose class has this name. */
    ReadControl of(Session session, String container, FrameGuard frames) {
        ReadControl control = null;
        if (container.startsWith(FrameSenderFactory.LIBERTY)) {
            control = ofLiberty(session);
        } else if (container.startsWith(FrameSenderFactory.UNDERTOW)) {
            control = undertow.use(session, inside -> inside.of(session));
        } else {
            control = frames::receiving;
        }
        return control == null ? ReadControl.NONE : control;
    }

    /** A control that also reads, if the connection has a channel and a loop has been started; null if none is possible. */
    private ReadControl ofLiberty(Session session) {
        ReadControl control = liberty.use(session, inside -> inside.of(session, pending));
        Optional<ReadLoop> loop = control == null ? Optional.empty() : loops.forNextConnection();
        ReadControl reading = loop.isEmpty()
                ? null
                : libertyChannels.use(
                        session, inside -> inside.of(session, loop.get()).orElse(null));
        return reading == null ? control : reading;
    }
}
