package dev.parley.socketio.recovery;

/** Observes the returns of clients, for statistics. Called on any thread; must be fast and must not throw. */
public interface RecoveryObserver {

    /** Does nothing. */
    RecoveryObserver NONE = new RecoveryObserver() {
        @Override
        public void recovered(int replayed) {}

        @Override
        public void refused(RecoveryRefusal reason) {}
    };

    /**
     * A client has been recovered.
     *
     * @param replayed the number of events that it had missed and got now
     */
    void recovered(int replayed);

    /** A namespace has ended, and keeps nothing any more. */
    default void closed(NamespaceRecovery recovery) {}

    /** A client has shown the secret of a session and was not recovered. */
    void refused(RecoveryRefusal reason);
}
