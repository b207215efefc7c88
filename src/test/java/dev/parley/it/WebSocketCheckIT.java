package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;

/** What the log says at the start of whether WebSockets reach the node. */
class WebSocketCheckIT {

    private static final Map<String, String> DEVELOPMENT = Map.of("PARLEY_DEV_MODE", "true");
    private static final String NOT_REACHED = "WebSockets do not reach this node: the server answers \"HTTP/1.1 501";

    @Test
    void aNodeFindsThatWebSocketsReachIt() throws IOException, InterruptedException {
        ServerProcess server = DevelopmentServer.running();
        server.awaitWebSocketCheck();
        assertThat(server.log()).doesNotContain("WebSockets do not reach");
    }

    @Test
    void aNodeThatTheyDoNotReachSaysSo() throws IOException, InterruptedException {
        Path war = Files.createDirectories(Path.of("target", "it-wars")).resolve("no-upgrades.war");
        Deployed.war().addClass(NoUpgradesFilter.class).as(ZipExporter.class).exportTo(war.toFile(), true);

        try (ServerProcess server =
                ServerProcess.start("websocket-check-refused", war, FreePort.find(), DEVELOPMENT, false)) {
            Waiting.until("the node has asked itself", () -> server.log().contains(NOT_REACHED));
            assertThat(server.log()).doesNotContain(ServerProcess.WEBSOCKETS_REACHED);
        }
    }
}
