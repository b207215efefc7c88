package dev.parley.it;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two protocols, byte by byte, against the conformance application: {@code src/test/node/protocol}. */
class NodeProtocolIT {

    @Test
    void theProtocolsAreSpokenAndTheirViolationsAreSurvived() throws Exception {
        int port = ServerProcess.freePort();
        try (ServerProcess server = ServerProcess.start("node-protocol", "parley-conformance.war", port, Map.of())) {
            NodeTests.run("protocol", Duration.ofMinutes(4), Map.of("PARLEY_URL", server.url()));
        }
    }
}
