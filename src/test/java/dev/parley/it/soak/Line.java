package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;

/**
 * One Engine.IO connection, packet by packet, over either transport. The thread that receives also answers pings. One thread
 * receives, any thread may send; both wait for the server.
 */
interface Line extends Closeable {

    /** Sends one packet. */
    void send(String packet) throws IOException;

    /** The next packet; null when the server has ended the connection in order. */
    String receive() throws IOException;

    /** Leaves without a word. */
    @Override
    void close();
}
