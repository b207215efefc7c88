package dev.parley.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Runs a server until it or this ends: {@code mvn -Prun} and {@code mvn -Pconformance}. The server's log goes to a file. The
 * terminal gets its name, the log's warnings and errors, and at the end of the start the address.
 */
public final class Foreground {

    private static final int WILDFLY_MANAGEMENT = 9990;
    private static final int USUAL_PORT = 3001;

    private Foreground() {}

    /**
     * Runs the server. What it writes, and the copy of the WAR that it runs, are its port's own: another one may be started
     * beside it, and the next build changes nothing under it. Ends with 1 if the application does not start.
     *
     * @param arguments its name, its home, the WAR, a directory for what it writes, what answers with 200 once the
     *     application runs (below the context root), and the port unless it is that of {@code WEBSOCKET_PORT}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (Jvm.problem().isPresent()) {
            System.err.println(Jvm.problem().get());
            System.exit(1);
        }
        AppServer server = AppServer.named(arguments[0], Path.of(arguments[1]));
        int port = arguments.length > 5 ? Integer.parseInt(arguments[5]) : port();
        if (!FreePort.isFree(port)) {
            System.err.println("Port " + port + " is taken by another program. WEBSOCKET_PORT chooses another port.");
            System.exit(1);
        }
        Path directory = Path.of(arguments[3] + "-" + port);
        Site site = new Site(
                directory,
                copy(Path.of(arguments[2]), Path.of(directory + ".war")),
                contextRoot(),
                port,
                OptionalInt.empty(),
                managementPort(),
                List.of(),
                false);
        Path log = Files.writeString(Path.of(directory + ".log").toAbsolutePath(), "");
        System.out.println("Starting " + server.name() + ", whose log is " + log);
        ServerJvm jvm = ServerJvm.start(server, site, Map.of(), ProcessBuilder.Redirect.to(log.toFile()));
        Runtime.getRuntime().addShutdownHook(new Thread(jvm::close, "stop the server"));
        // Maven does not take its children with it when it is told to end.
        ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(jvm::close));
        if (!new ServerWatch(server, site, jvm, log).untilItEnds(arguments[4])) {
            System.exit(1);
        }
    }

    private static int port() {
        String port = System.getenv("WEBSOCKET_PORT");
        return port == null ? USUAL_PORT : Integer.parseInt(port);
    }

    private static String contextRoot() {
        String path = System.getenv("WEBSOCKET_CONTEXT_ROOT");
        return path == null ? "/" : path;
    }

    private static Path copy(Path war, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        return Files.copy(war, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The usual one, unless somebody says otherwise or another server has it. */
    private static int managementPort() {
        String port = System.getenv("MANAGEMENT_PORT");
        if (port != null) {
            return Integer.parseInt(port);
        }
        return FreePort.isFree(WILDFLY_MANAGEMENT) ? WILDFLY_MANAGEMENT : FreePort.find();
    }
}
