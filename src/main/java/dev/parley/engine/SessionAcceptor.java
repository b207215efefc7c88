package dev.parley.engine;

/** The application of an {@link EngineServer}. */
@FunctionalInterface
public interface SessionAcceptor {

    /**
     * Called when a session is about to open: nothing has been sent yet, and no packet is delivered before this
     * returns. The application may send, and it may close the session; the returned listener is then notified of the
     * close afterwards. An exception is logged and closes the session, without a call to a listener.
     *
     * @return the listener of the session from now on
     */
    SessionListener onOpen(EngineSession session);
}
