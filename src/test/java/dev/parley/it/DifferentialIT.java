package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The same generated conversations with Node's own server and with the conformance application:
 * {@code src/test/node/differential}. The differences, and why they are there, are in {@code src/site/markdown/robustness.md}.
 */
class DifferentialIT {

    private static final Map<String, String> PATIENCE = Map.of("CONFORMANCE_PING_TIMEOUT", "10000");

    @Test
    void generatedConversationsGoAsWithNodesServerButForWhatIsExplained() throws Exception {
        try (ServerProcess server =
                ServerProcess.start("differential", "parley-conformance.war", FreePort.find(), PATIENCE)) {
            Portion portion = Portion.ofThisRun();
            Map<String, String> environment = portion.environment();
            environment.putAll(PATIENCE);
            environment.put("PARLEY_URL", server.url());
            NodeTests.run("differential", Duration.ofMinutes(1).plus(portion.length(3)), environment);
        }
    }
}
