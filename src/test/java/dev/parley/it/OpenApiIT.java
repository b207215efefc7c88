package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.AppServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The HTTP side describes itself, on each server with the same document, and the clients that are generated from it work. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenApiIT {

    private static final String ROOM = "teams/red #1; 100% \\o/";
    private static final Path FILES =
            Path.of("target", "it-logs", "openapi-" + AppServer.chosen().name());
    private static final Path WRITTEN =
            Path.of("src", "main", "webapp", "WEB-INF", "classes", "META-INF", "openapi.yaml");
    private static final Set<String> OF_THE_SERVER = Set.of("openapi", "servers");
    private static final String GENERATOR = "target/tools/openapi-generator-cli.jar";

    @ArquillianResource
    private URL url;

    private URI server;
    private JsonObject document;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployed.war();
    }

    @BeforeEach
    void read() {
        server = Deployed.server(url);
        URI openApi = server.resolve("/openapi?format=JSON");
        HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(openApi).header("Accept", "application/json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        document = Json.object(answer.body());
    }

    /**
     * By the validator of Redocly, which knows OpenAPI 3.0 and 3.1: what is an error there stops generators of clients.
     * And a client of TypeScript.
     */
    @Test
    void isValidOpenApiAndMakesAClientOfTypeScript() throws IOException, InterruptedException {
        try (ProtocolClient member = member()) {
            NodeTests.run(
                    "openapi",
                    Duration.ofMinutes(2),
                    Map.of(
                            "OPENAPI_DOCUMENT",
                            file().toAbsolutePath().toString(),
                            "OPENAPI_CLIENT",
                            FILES.resolve("typescript").toAbsolutePath().toString(),
                            "PARLEY_URL",
                            server.toString(),
                            "PARLEY_ADMIN",
                            TestIssuer.token("root", "admin"),
                            "PARLEY_PUBLISHER",
                            TestIssuer.token("billing", "publisher"),
                            "PARLEY_ROOM",
                            ROOM));
            assertThat(member.await("message").getString("content")).isEqualTo("from TypeScript");
        }
    }

    /** By OpenAPI Generator, for Java's own HTTP client. */
    @Test
    void makesAClientOfJava() throws IOException, InterruptedException {
        Path sources = FILES.resolve("java");
        Path classes = FILES.resolve("classes");
        String path = GENERATOR + File.pathSeparator + jarOf(jakarta.annotation.Generated.class);
        run(
                "java",
                "-jar",
                GENERATOR,
                "generate",
                "--input-spec",
                file().toString(),
                "--generator-name",
                "java",
                "--library",
                "native",
                "--additional-properties",
                "openApiNullable=false,useJakartaEe=true,invokerPackage=parley.client,"
                        + "apiPackage=parley.client.api,modelPackage=parley.client.model",
                "--global-property",
                "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                "--output",
                sources.toString());
        List<String> compiler = new ArrayList<>(List.of("javac", "-d", classes.toString(), "-cp", path));
        try (Stream<Path> files = Files.walk(sources.resolve("src/main/java"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(compiler::add);
        }
        compiler.add("src/test/openapi/GeneratedClient.java");
        run(compiler.toArray(String[]::new));

        try (ProtocolClient member = member()) {
            String output = run(
                    "java",
                    "-cp",
                    classes + File.pathSeparator + path,
                    "GeneratedClient",
                    server.toString(),
                    TestIssuer.token("root", "admin"),
                    TestIssuer.token("billing", "publisher"),
                    ROOM);

            JsonObject message = member.await("message");
            assertThat(message.getString("content")).isEqualTo("from Java");
            assertThat(output.lines())
                    .containsExactly(
                            "user openapi",
                            "members 1",
                            "message " + message.getString("id"),
                            "status 403",
                            "engine 4");
        }
    }

    private ProtocolClient member() {
        ProtocolClient member = ProtocolClient.connect(server, TestIssuer.token("openapi"));
        member.join(ROOM);
        return member;
    }

    private Path file() throws IOException {
        Path file = Files.createDirectories(FILES).resolve("openapi.json");
        return Files.writeString(file, document.toString());
    }

    private static String jarOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** Runs a program of this Java to its end, which must be good, and returns what it has printed. */
    private static String run(String... command) throws IOException, InterruptedException {
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        return Programs.run(FILES.resolve("output.log"), List.of(command));
    }

    /** But for the version of OpenAPI and the address of the server, which are the server's own. */
    @Test
    void isTheDocumentOfTheWar() throws IOException {
        Map<?, ?> written = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(WRITTEN));

        assertThat(leaves(document)).containsExactlyInAnyOrderElementsOf(leaves(written));
    }

    private static List<String> leaves(Map<?, ?> whole) {
        List<String> leaves = new ArrayList<>();
        whole.forEach((key, value) -> {
            if (!OF_THE_SERVER.contains(key)) {
                addLeaves(leaves, String.valueOf(key), value);
            }
        });
        return leaves;
    }

    private static void addLeaves(List<String> leaves, String path, Object node) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, value) -> addLeaves(leaves, path + " " + key, value));
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            IntStream.range(0, list.size()).forEach(index -> addLeaves(leaves, path + " " + index, list.get(index)));
        } else {
            leaves.add(path + " = " + (node instanceof JsonString string ? string.getString() : node));
        }
    }
}
