package dev.parley.it;

/**
 * One Engine.IO connection, packet by packet, over either transport. Stock clients hide the packets and refuse to send
 * bad ones; this does neither. Pings are answered; everything else is handed over in its order. One thread at a time.
 */
interface Wire extends AutoCloseable {

    /** Stands for the end of the connection in the order of its packets. */
    String END = "end of the connection";

    /** Sends what should be one packet; a connection that has ended takes it and does nothing. */
    void send(String packet);

    /** The next packet, a binary one as {@code b} and base64; {@link #END} again and again when the connection is over. */
    String take();

    /** How it fares, for a person who asks why something has not come. */
    String state();

    /** Leaves without a word to the server. */
    @Override
    void close();
}
