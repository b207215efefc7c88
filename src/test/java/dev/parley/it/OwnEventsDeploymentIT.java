package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.own.FaultyDesk;
import dev.parley.it.own.HomelessDesk;
import dev.parley.it.own.MainDesk;
import dev.parley.it.server.FreePort;
import dev.parley.it.server.TestFork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;

/** What stops a deployment, and the node without the chat. */
class OwnEventsDeploymentIT {

    private static ServerProcess start(String name, Class<?> bean, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path war = Files.createDirectories(TestFork.directory("it-wars")).resolve(name + ".war");
        Deployed.war().addClass(bean).as(ZipExporter.class).exportTo(war.toFile(), true);
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.putAll(settings);
        return ServerProcess.start("own-" + name, war, FreePort.find(), environment, false);
    }

    private static List<String> refusals(ServerProcess server) {
        return server.log()
                .lines()
                .filter(line -> line.contains("Parley does not start"))
                .toList();
    }

    @Test
    void anEmitterOfAnUnknownNamespaceStopsTheDeployment() throws IOException, InterruptedException {
        try (ServerProcess server = start("faulty", FaultyDesk.class, Map.of())) {
            assertThat(refusals(server)).hasSize(1);
            assertThat(refusals(server).get(0))
                    .contains(FaultyDesk.class.getName()
                            + ".elsewhere: there is no namespace /elsewhere for this emitter; declared are /faulty. Give the name"
                            + " or the pattern of a class with @SocketNamespace.");
            assertThat(server.get("/socket.io/?EIO=4&transport=polling").statusCode())
                    .isIn(404, 500, 503);
        }
    }

    @Test
    void aClassThatIsNoBeanStopsTheDeployment() throws IOException, InterruptedException {
        try (ServerProcess server = start("homeless", HomelessDesk.class, Map.of())) {
            assertThat(refusals(server)).hasSize(1);
            assertThat(refusals(server).get(0))
                    .contains(HomelessDesk.class.getName()
                            + " has @SocketNamespace and is no bean. Give the class a scope, such as @ApplicationScoped, and its"
                            + " archive a beans.xml.");
            assertThat(server.get("/socket.io/?EIO=4&transport=polling").statusCode())
                    .isIn(404, 500, 503);
        }
    }

    @Test
    void theMainNamespaceBelongsToTheChat() throws IOException, InterruptedException {
        try (ServerProcess server = start("main", MainDesk.class, Map.of())) {
            assertThat(refusals(server)).hasSize(1);
            assertThat(refusals(server).get(0))
                    .contains(MainDesk.class.getName()
                            + ": the namespace / belongs to the chat. Give the class another namespace, or set PARLEY_CHAT=false,"
                            + " which leaves the chat out.");
        }
    }

    @Test
    void withoutTheChatTheMainNamespaceIsFree() throws IOException, InterruptedException {
        try (ServerProcess server = start("no-chat", MainDesk.class, Map.of("PARLEY_CHAT", "false"))) {
            URI address = URI.create(server.url());
            try (JavaClient client = new JavaClient(address, Map.of("token", TestIssuer.token("ada"))).connect()) {
                assertThat(client.call("double", 21)).containsExactly(42);
                Rest rest = new Rest(address, TestIssuer.token("root", "admin", "publisher"));
                assertThat(rest.found("/api/connections").toString()).contains(client.id());
                assertThat(rest.post("/api/broadcast", "{\"event\":\"x\",\"data\":{}}")
                                .statusCode())
                        .isEqualTo(404);
            }
            assertThat(server.get("/ready").statusCode()).isEqualTo(200);
        }
    }
}
