package dev.parley.it.soak;

import java.io.Closeable;
import java.io.IOException;
import java.util.Random;

/** One connection of an attacker, or several that belong together. One thread. */
interface Hostile extends Closeable {

    /** Opens one; the random numbers are the thread's own. */
    @FunctionalInterface
    interface Kind {
        /** A new one, from an address of its own; an exception if the server does not let it in. */
        Hostile open(Peer peer, Random random) throws IOException;
    }

    /** Does the next bad thing, and does not wait long; false when there is nothing more to do. */
    boolean step() throws IOException;

    @Override
    void close();
}
