package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What one session does one at a time: it handles its client's packets, calls its {@link SessionListener}, and runs the
 * application's tasks.
 *
 * <p>A thread that brings a packet waits for its turn. All other threads leave a task and do not wait, see
 * {@link SerialExecutor}. An exception or error of the application is logged and ends its session; it has no other
 * effect.
 */
final class SessionTurns implements Executor {

    private static final Logger LOG = System.getLogger(SessionTurns.class.getName());

    private final EngineSession session;
    private final Heartbeat heartbeat;
    private final EngineObserver observer;
    private final SerialExecutor turns = new SerialExecutor(this::failed);
    /** Used only within turns. */
    private SessionListener listener = SessionListener.NONE;

    SessionTurns(EngineSession session, Heartbeat heartbeat, EngineObserver observer) {
        this.session = session;
        this.heartbeat = heartbeat;
        this.observer = observer;
    }

    /**
     * Opens the session.
     *
     * @param opening calls the application, and returns the application's listener
     */
    void open(Supplier<SessionListener> opening) {
        turns.enter();
        try {
            listener = opening.get();
            heartbeat.start();
        } catch (RuntimeException | Error e) {
            failed(e);
        } finally {
            turns.exit();
        }
    }

    /**
     * Handles a packet of the client in a turn, or ignores it if the session has ended by then.
     *
     * @return whether the session is open after that
     */
    boolean receive(EnginePacket packet) {
        turns.enter();
        try {
            if (session.isOpen()) {
                observer.received(packet.size());
                handle(packet);
            }
        } finally {
            turns.exit();
        }
        return session.isOpen();
    }

    private void handle(EnginePacket packet) {
        switch (packet.type()) {
            case MESSAGE -> deliver(packet);
            case PONG -> {
                if (heartbeat.pong()) {
                    observer.roundTrip(heartbeat.roundTripNanos());
                }
            }
            case CLOSE -> session.closedByClient();
            case NOOP -> {}
            // A client answers pings and never sends one. Only the server sends the open packet, and the upgrade packet
            // belongs to an upgrade.
            case PING -> session.abort(CloseReason.TRANSPORT_ERROR);
            case OPEN, UPGRADE -> session.abort(CloseReason.PARSE_ERROR);
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

    /** Runs a task in a turn of its own, without waiting for it. */
    @Override
    public void execute(Runnable task) {
        turns.execute(task);
    }

    /** Tells the application that the session has ended, in a turn of its own. */
    void ended(CloseReason reason) {
        turns.execute(() -> {
            try {
                listener.onClose(reason);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener failed at the end of its session", e);
            }
        });
    }

    private void failed(Throwable cause) {
        LOG.log(Level.ERROR, "The application failed; its session is closed", cause);
        session.abort(CloseReason.FORCED_CLOSE);
    }
}
