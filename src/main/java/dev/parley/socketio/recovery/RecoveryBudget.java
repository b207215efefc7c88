package dev.parley.socketio.recovery;

/** What several namespaces may keep together. Thread-safe; no method blocks. */
interface RecoveryBudget {

    /** Of a namespace that has only its own bounds. */
    RecoveryBudget OWN = new RecoveryBudget() {
        @Override
        public void appended(EventLog log, long position) {}

        @Override
        public void changed(long bytes) {}

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public void waitsNoMore() {}
    };

    /** A log has an event more. Called without the lock of the log, because other logs may have to give up theirs. */
    void appended(EventLog log, long position);

    /** The heap of a log has grown by some bytes, or has shrunk. */
    void changed(long bytes);

    /** One more session waits for its client. Returns false if that is one too many. */
    boolean waits();

    /** One session less waits. */
    void waitsNoMore();
}
