package dev.parley.it;

import dev.parley.it.server.FreePort;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two protocols, byte by byte, against the conformance application: {@code src/test/node/protocol}. */
class NodeProtocolIT {

    private static final Map<String, String> PATIENCE = Map.of("CONFORMANCE_PING_TIMEOUT", "2000");

    @Test
    void theProtocolsAreSpokenAndTheirViolationsAreSurvived() throws Exception {
        int port = FreePort.find();
        try (ServerProcess server = ServerProcess.start("node-protocol", "parley-conformance.war", port, PATIENCE)) {
            Map<String, String> environment = new HashMap<>(PATIENCE);
            environment.put("PARLEY_URL", server.url());
            NodeTests.run("protocol", Duration.ofMinutes(4), environment);
        }
    }
}
