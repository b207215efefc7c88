package dev.parley.transport.container;

import dev.parley.engine.CloseReason;
import dev.parley.transport.upgrade.Reads;

/**
 * Receives the messages of one WebSocket, from one thread at a time, and is told of the reads that bring them. It does not
 * block and does not throw.
 */
public interface MessageReceiver extends Reads {

    /** A part of a text message has arrived. */
    void receive(String part, boolean last);

    /** A part of a binary message has arrived. */
    void receive(byte[] part, boolean last);

    /**
     * The longest message that is received now, in bytes; 0 before there is a session. What is longer
     * ends the WebSocket with 1009.
     */
    int longestMessage();

    /** What arrives is against the limits: the WebSocket is closed for this reason, and nothing more is received. */
    void refuse(CloseReason reason);

    /** Whether this side has ended the WebSocket, so that nothing is received any more. Any thread may ask. */
    boolean isOver();
}
