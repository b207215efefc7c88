package dev.parley.engine;

/** The application of an {@link EngineServer}. */
@FunctionalInterface
public interface EngineListener {

    /**
     * A session is about to open: nothing has been sent yet, and nothing will come in before this returns. It may send,
     * and it may close the session, of which the listener that it returns is told afterwards. What it throws is logged
     * and closes the session without that.
     *
     * @return who listens to the session from now on
     */
    SessionListener onOpen(EngineSession session);
}
