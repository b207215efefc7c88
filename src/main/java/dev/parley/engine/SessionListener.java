package dev.parley.engine;

/**
 * Listens to one session. All calls of one session are serialised, together with what {@link
 * EngineSession#execute(Runnable)} runs: none comes in the middle of another, not even the close that a message brought
 * about, and {@link #onClose} is the last of them.
 *
 * <p>Messages come on the container's thread that read them; the close comes on any thread. An implementation that
 * blocks holds up its own client only. What it throws is logged and closes the session.
 */
public interface SessionListener {

    /** Listens to nothing. */
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

    /** A binary message; the array is the listener's. */
    void onMessage(byte[] binary);

    /** The session has ended; told exactly once. */
    void onClose(CloseReason reason);
}
