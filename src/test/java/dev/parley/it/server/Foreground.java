package dev.parley.it.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Runs a server until it or this ends, with its log on the console: {@code mvn -Prun} and {@code mvn -Pconformance}. */
public final class Foreground {

    private static final int WILDFLY_MANAGEMENT = 9990;

    private Foreground() {}

    /**
     * Runs the server.
     *
     * @param arguments its name, its home, the WAR, the port and a directory for what it writes
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        AppServer server = AppServer.named(arguments[0], Path.of(arguments[1]));
        Site site = new Site(
                Path.of(arguments[4]),
                Path.of(arguments[2]),
                Integer.parseInt(arguments[3]),
                OptionalInt.empty(),
                managementPort(),
                List.of(),
                false);
        ServerJvm jvm = ServerJvm.start(server, site, Map.of(), ProcessBuilder.Redirect.INHERIT);
        Runtime.getRuntime().addShutdownHook(new Thread(jvm::close, "stop the server"));
        // Maven does not take its children with it when it is told to end.
        ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(jvm::close));
        jvm.await();
    }

    private static int managementPort() {
        String port = System.getenv("MANAGEMENT_PORT");
        return port == null ? WILDFLY_MANAGEMENT : Integer.parseInt(port);
    }
}
