package dev.parley.it;

import dev.parley.it.server.FreePort;
import dev.parley.it.server.TestFork;
import java.io.IOException;
import java.util.Map;

/**
 * A server in development mode that refuses nobody for coming or speaking too often. All classes of a virtual machine that
 * need no other settings use the same one, since a start costs more than they do; so they leave nobody behind. It ends with
 * the virtual machine.
 */
final class DevelopmentServer {

    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_DEV_MODE", "true",
            "WEBSOCKET_CONNECT_RATE_LIMIT", "100000",
            "WEBSOCKET_RATE_LIMIT_MAX", "100000");

    private static ServerProcess server;

    private DevelopmentServer() {}

    /** The server; starts it where none is running. Nobody closes it. */
    static synchronized ServerProcess running() throws IOException, InterruptedException {
        if (server == null || !server.isAlive()) {
            ServerProcess started =
                    ServerProcess.start("development-" + TestFork.number(), "parley.war", FreePort.find(), SETTINGS);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop the development server"));
            server = started;
        }
        return server;
    }
}
