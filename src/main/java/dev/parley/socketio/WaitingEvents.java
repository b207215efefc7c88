package dev.parley.socketio;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The events of one socket that wait, in their order, while an earlier event is still being handled on another thread.
 * When some wait, the session stops reading, so that the rest waits with the client. Used only in the session's turn.
 */
final class WaitingEvents {

    /** So many events wait before the session stops reading: more would take memory and bring nothing. */
    static final int PAUSE_AT = 8;

    /**
     * The most events that may wait: those that had been read when the session stopped reading, as far as a container
     * reads at once. A client of a container that cannot stop reading is closed when it has sent more.
     */
    static final int LIMIT = 10_000;

    private final EngineSession session;
    private final Consumer<IncomingEvent> handler;
    private final Queue<IncomingEvent> waiting = new ArrayDeque<>(1);
    private boolean held;
    private boolean paused;
    private boolean over;

    /**
     * Creates an empty queue.
     *
     * @param handler handles an event whose turn has come
     */
    WaitingEvents(EngineSession session, Consumer<IncomingEvent> handler) {
        this.session = session;
        this.handler = handler;
    }

    /** Whether an event is being handled on another thread. */
    boolean isHeld() {
        return held;
    }

    /** From now on, events wait. */
    void hold() {
        held = true;
    }

    /** Keeps an event if it must wait. Returns false if it can be handled now. */
    boolean keep(IncomingEvent event) {
        if (!held || over) {
            return false;
        }
        if (waiting.size() >= LIMIT) {
            session.abort(CloseReason.BACK_PRESSURE);
            return true;
        }
        waiting.add(event);
        if (waiting.size() >= PAUSE_AT && !paused) {
            paused = true;
            session.pauseReceiving();
        }
        return true;
    }

    /** The event is not being handled on another thread any more; {@link #handle()} must follow in the same turn. */
    void release() {
        held = false;
    }

    /** Handles the events that wait, until there are none or one of them makes the others wait again. */
    void handle() {
        while (!held && !waiting.isEmpty()) {
            handler.accept(waiting.remove());
        }
        if (waiting.isEmpty()) {
            resume();
        }
    }

    /** The socket has ended: its events are not handled any more. */
    void end() {
        over = true;
        waiting.clear();
        resume();
    }

    private void resume() {
        if (paused) {
            paused = false;
            session.resumeReceiving();
        }
    }
}
