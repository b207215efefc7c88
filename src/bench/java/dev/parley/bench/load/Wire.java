package dev.parley.bench.load;

import java.nio.ByteBuffer;

/** A transport of Engine.IO, seen by a client: packets go in and come out as they are, whatever carries them. */
interface Wire {

    /** Who gets the packets. */
    interface Listener {
        /** An Engine.IO packet, from an index to another of a buffer that is valid during the call only. */
        void packet(ByteBuffer in, int start, int end);

        /** There is no connection any more, and the client has not closed it. */
        void ended();
    }

    /** How clients get their wire. */
    @FunctionalInterface
    interface Factory {
        /** Opens a wire; it answers with the server's open packet. */
        Wire open(Listener listener);
    }

    /** Sends one packet. */
    void send(byte[] packet);

    /** Reads no more, and stays connected. */
    void stall();

    /** Closes in order: the server hears of it, and nobody hears of it here. */
    void close();
}
