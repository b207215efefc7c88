package dev.parley.engine;

/**
 * Listens to one session. All calls for one session are serialised, together with the tasks of
 * {@link EngineSession#execute(Runnable)}: no call comes in the middle of another, not even the close that a message
 * has caused. {@link #onClose} is the last call.
 *
 * <p>Messages come on the container's thread that read them; the close may come on any thread. An implementation that
 * blocks delays only its own client. An exception is logged and closes the session.
 */
public interface SessionListener {

    /** Ignores everything. */
    SessionListener NONE = new SessionListener() {
        @Override
        public void onMessage(String text) {}

        @Override
        public void onMessage(byte[] binary) {}

        @Override
        public void onClose(CloseReason reason) {}
    };

    /** A text message. */
    void onMessage(String text);

    /** A binary message; the array belongs to the listener. */
    void onMessage(byte[] binary);

    /** The session has ended; called exactly once. */
    void onClose(CloseReason reason);
}
