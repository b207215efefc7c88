package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.AppServer;
import dev.parley.it.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two deployments of the WAR in one server, whose registry of MicroProfile Metrics they share. */
class SharedServerIT {

    private static final String NAME = "second";
    private static final String METER = "parley_rooms";

    private static ServerProcess process;
    private static URI server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(
                !AppServer.chosen().name().equals("wildfly"),
                "WildFly has no MicroProfile Metrics that applications could share");
        Path war = Files.createDirectories(Path.of("target", "it-wars")).resolve("shared-server.war");
        Deployed.war().addClass(NeighbourServlet.class).as(ZipExporter.class).exportTo(war.toFile(), true);
        process = ServerProcess.start("shared-server", war, FreePort.find(), Map.of("PARLEY_DEV_MODE", "true"), false);
        server = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void eachShowsItsOwnMetersAndTakesAwayNoOthers() throws IOException {
        assertThat(rooms("/")).isEqualTo("0.0");

        deploy();
        Waiting.until("the second one is ready", () -> isReady("/" + NAME));
        assertThat(rooms("/" + NAME)).isEqualTo("0.0");
        String token = Json.object(
                        Http.get(server, "/" + NAME + "/dev/token?user=ada").body())
                .getString("token");
        try (ProtocolClient ada = ProtocolClient.connect(
                WebSocketWire.open(server, "/" + NAME + "/socket.io/?EIO=4&transport=websocket", Map.of()), token)) {
            ada.join("tea");
            assertThat(rooms("/" + NAME)).isEqualTo("1.0");
            assertThat(rooms("/")).isEqualTo("0.0");
        }

        undeploy();
        Waiting.until("the second one is gone", () -> rooms("/" + NAME) == null);
        assertThat(rooms("/")).isEqualTo("0.0");
        assertThat(isReady("")).isTrue();
    }

    private static boolean isReady(String root) {
        return Http.get(server, root + "/ready").statusCode() == 200;
    }

    /** The value of a meter of one of them; null when it has none. */
    private static String rooms(String contextRoot) {
        return Http.get(server, "/metrics")
                .body()
                .lines()
                .filter(line -> line.matches(".*\\b" + METER + "\\{.*") || line.startsWith("application_" + METER))
                .filter(line -> line.contains("context_root=\"" + contextRoot + "\""))
                .map(line -> line.substring(line.lastIndexOf('}') + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static void deploy() throws IOException {
        if (AppServer.chosen().name().equals("liberty")) {
            Files.copy(Deployed.BUILT, dropIn());
        } else {
            String war = URLEncoder.encode(Deployed.BUILT.toAbsolutePath().toString(), StandardCharsets.UTF_8);
            ask(HttpRequest.newBuilder(server.resolve("/neighbour?name=" + NAME + "&war=" + war))
                    .POST(BodyPublishers.noBody()));
        }
    }

    private static void undeploy() throws IOException {
        if (AppServer.chosen().name().equals("liberty")) {
            Files.delete(dropIn());
        } else {
            ask(HttpRequest.newBuilder(server.resolve("/neighbour?name=" + NAME))
                    .DELETE());
        }
    }

    private static void ask(HttpRequest.Builder request) {
        assertThat(Http.send(request, ServerProcess.START_TIMEOUT).statusCode()).isEqualTo(200);
    }

    private static Path dropIn() throws IOException {
        return Files.createDirectories(
                        Path.of("target", "it-servers", "shared-server", "usr", "servers", "parley", "dropins"))
                .resolve(NAME + ".war");
    }
}
