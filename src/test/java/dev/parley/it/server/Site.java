package dev.parley.it.server;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where and how a server is to run. Paths are absolute: not every server stays in the directory it is started from.
 *
 * @param directory of its own, empty
 * @param war what it is to run
 * @param contextRoot the path that all of it is below; a slash for the root
 * @param port on loopback
 * @param tlsPort on loopback, for the same over TLS that the server ends itself; most have none
 * @param managementPort on loopback, for those that have one
 * @param jvmOptions for the server's JVM
 * @param verbose whether it writes everything to its log that Parley has to say
 */
public record Site(
        Path directory,
        Path war,
        String contextRoot,
        int port,
        OptionalInt tlsPort,
        int managementPort,
        List<String> jvmOptions,
        boolean verbose) {

    /** Makes the paths absolute and copies the list. */
    public Site {
        directory = directory.toAbsolutePath();
        war = war.toAbsolutePath();
        jvmOptions = List.copyOf(jvmOptions);
    }
}
