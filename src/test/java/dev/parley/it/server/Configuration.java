package dev.parley.it.server;

import java.nio.file.Path;

/** Where the project keeps the servers' configurations. */
final class Configuration {

    private Configuration() {}

    /** A file of {@code server-config}, for everybody who runs Parley on this server. */
    static Path of(AppServer server, String file) {
        return Path.of("server-config", server.configuration(), file).toAbsolutePath();
    }

    /** A file that makes a server log all that Parley says, for tests only. */
    static Path verbose(String file) {
        return Path.of("src", "test", "resources", "server-logging", file).toAbsolutePath();
    }
}
