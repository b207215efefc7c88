package dev.parley.it.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Where and how a server is to run. Paths are absolute: not every server stays in the directory it is started from.
 *
 * @param directory of its own, empty
 * @param war what it is to run, at the root of its paths
 * @param port on loopback
 * @param managementPort on loopback, for those that have one
 * @param jvmOptions for the server's JVM
 * @param verbose whether it writes everything to its log that Parley has to say
 */
public record Site(Path directory, Path war, int port, int managementPort, List<String> jvmOptions, boolean verbose) {

    /** Makes the paths absolute and copies the list. */
    public Site {
        directory = directory.toAbsolutePath();
        war = war.toAbsolutePath();
        jvmOptions = List.copyOf(jvmOptions);
    }
}
