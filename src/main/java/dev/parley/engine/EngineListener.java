package dev.parley.engine;

/** The application of an {@link EngineServer}. */
@FunctionalInterface
public interface EngineListener {

    /**
     * A session is about to open: nothing has been sent yet, and nothing will come in before this returns. It may send.
     *
     * @return who listens to the session from now on
     */
    SessionListener onOpen(EngineSession session);
}
