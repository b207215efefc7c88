package dev.parley.transport.upgrade;

/**
 * Is told of the reads of one WebSocket, by the thread that reads. A read may bring many messages. Must not block or
 * throw.
 */
public interface Reads {

    /** Observes nothing. */
    Reads NONE = new Reads() {
        @Override
        public void readBegins() {
            // Nothing is observed.
        }

        @Override
        public void readEnds() {
            // Nothing is observed.
        }
    };

    /** The messages of a read follow. */
    void readBegins();

    /** All messages of the read have been passed on. Follows each {@link #readBegins()}, on the same thread. */
    void readEnds();
}
