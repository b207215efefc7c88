package dev.parley.bench.server;

import dev.parley.it.server.Launch;
import java.io.IOException;

/** A server that can be measured. */
public interface Peer {

    /** How it is called on the command line and in the results. */
    String name();

    /** The software and its version. */
    String software() throws IOException;

    /** Whether it runs a WAR, so that it can run another one, too. */
    boolean isContainer();

    /** Whether several of them can be one cluster by a Redis that they are told in {@link Site#redis()}. */
    default boolean isClusterable() {
        return true;
    }

    /** Prepares its files, and tells how it is started. */
    Launch launch(Site site) throws IOException;

    /** Live memory of such a server. */
    default LiveMemory memory() {
        return LiveMemory.ofJvm();
    }
}
