package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.AppServer;
import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The suites of {@code socket.io-client} and {@code engine.io-client} themselves, from a clone of {@code socketio/socket.io}:
 * {@code src/test/node/suites}. The table of the results is in {@code src/site/markdown/conformance.md}.
 */
@EnabledIfSystemProperty(
        named = ClientSuitesIT.CLONE,
        matches = ".+",
        disabledReason = "The suites are not in this tree; -Dsuites=CLONE says where a clone of socketio/socket.io is.")
class ClientSuitesIT {

    static final String CLONE = "suites";

    private static final int LIMIT_MINUTES = 8;

    @Test
    void theSuitesOfTheStockClientsPassButForWhatIsExcluded() throws Exception {
        int port = FreePort.find();
        try (ServerProcess server = ServerProcess.start(
                "client-suites", "parley-conformance.war", port, Map.of("CONFORMANCE_SUITES", "clients"))) {
            run(server.port());
        }
    }

    private static void run(int port) throws IOException, InterruptedException {
        Path target = Path.of("target").toAbsolutePath();
        Path report = Files.createDirectories(target.resolve("it-logs"))
                .resolve("client-suites-" + AppServer.chosen().name() + ".txt");
        Process process = new ProcessBuilder(List.of(
                        "node",
                        "run.js",
                        Path.of(System.getProperty(CLONE)).toAbsolutePath().toString(),
                        target.resolve("client-suites").toString(),
                        Integer.toString(port)))
                .directory(Path.of("src", "test", "node", "suites").toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as(Files.readString(report)).isZero();
    }
}
