package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.AppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** How an operator replaces an application in a server that runs. */
final class Redeployment {

    /** The name of what is replaced on Payara Micro. */
    private static final String SECOND = "second";

    private final ServerProcess process;
    private final String server = AppServer.chosen().name();

    Redeployment(ServerProcess process) {
        this.process = process;
    }

    /** The path of the application that is replaced. Payara Micro replaces nothing that it was started with. */
    String contextRoot() {
        return isPayara() ? "/" + SECOND : "";
    }

    /** Has the application there for the first time. */
    void deploy() {
        if (isPayara()) {
            String war = URLEncoder.encode(Deployed.BUILT.toAbsolutePath().toString(), StandardCharsets.UTF_8);
            ask(neighbour("?name=" + SECOND + "&war=" + war).POST(BodyPublishers.noBody()));
        }
        Waiting.until("the application is ready", this::isReady);
    }

    /** Replaces the application by the same one; returns when the new one answers. */
    void replace() throws IOException {
        if (isPayara()) {
            ask(neighbour("?name=" + SECOND).DELETE());
            deploy();
            return;
        }
        int before = deployments();
        if (server.equals("wildfly")) {
            Files.createFile(Path.of(process.deployed() + ".dodeploy"));
        } else {
            Files.setLastModifiedTime(process.deployed(), FileTime.from(Instant.now()));
        }
        Waiting.until("the application is replaced", () -> deployments() > before);
        Waiting.until("the application is ready", this::isReady);
    }

    private int deployments() {
        String done = switch (server) {
            case "wildfly" -> "WFLYSRV0016";
            case "liberty" -> "CWWKZ0003I";
            default -> "Successfully autodeployed";
        };
        return process.log().split(done, -1).length;
    }

    private boolean isReady() {
        try {
            return Http.get(server(), contextRoot() + "/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private URI server() {
        return URI.create(process.url());
    }

    private boolean isPayara() {
        return server.startsWith("payara");
    }

    private HttpRequest.Builder neighbour(String query) {
        return HttpRequest.newBuilder(server().resolve("/neighbour" + query));
    }

    private static void ask(HttpRequest.Builder request) {
        assertThat(Http.send(request, ServerProcess.START_TIMEOUT).statusCode()).isEqualTo(200);
    }
}
