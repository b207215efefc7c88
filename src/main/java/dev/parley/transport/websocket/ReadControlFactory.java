package dev.parley.transport.websocket;

import dev.parley.transport.container.CompletionPoller;
import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.liberty.LibertyReadInternals;
import dev.parley.transport.container.undertow.UndertowReadControl;
import dev.parley.transport.upgrade.FrameGuard;
import jakarta.websocket.Session;

/**
 * Chooses how the reading of a session can be stopped, by the container, which is recognised from the session's class.
 * Where the container reads from the stream that Parley guards (Tyrus), the stream does it. In an unknown container, or
 * in a known one with unexpected internals, reading cannot be stopped.
 */
final class ReadControlFactory {

    private static final String COST =
            "Reading cannot be stopped here: a client that sends faster than it is served is closed and not held back";

    private final CompletionPoller pending;
    private final ContainerInternals<LibertyReadInternals> liberty =
            new ContainerInternals<>(LibertyReadInternals::new, COST, COST);
    private final ContainerInternals<UndertowReadControl.Members> undertow =
            new ContainerInternals<>(UndertowReadControl.Members::new, COST, COST);

    ReadControlFactory(CompletionPoller pending) {
        this.pending = pending;
    }

    /** The control of a new session, whose input the guard may check. */
    ReadControl of(Session session, FrameGuard frames) {
        return of(session, session.getClass().getName(), frames);
    }

    /** The control of a session whose class has this name. */
    ReadControl of(Session session, String container, FrameGuard frames) {
        ReadControl control = null;
        if (container.startsWith(FrameSenderFactory.LIBERTY)) {
            control = liberty.use(session, inside -> inside.of(session, pending));
        } else if (container.startsWith(FrameSenderFactory.UNDERTOW)) {
            control = undertow.use(session, inside -> inside.of(session));
        } else {
            control = frames::receiving;
        }
        return control == null ? ReadControl.NONE : control;
    }
}
