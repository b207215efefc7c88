package dev.parley.transport.container;

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
}
