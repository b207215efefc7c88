package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A real Prometheus with the configuration and the rules of {@code server-config}, and a node with the keys of
 * {@code compose/keys.sh}.
 */
class PrometheusIT {

    private static final Path RULES = Path.of("server-config", "prometheus");
    private static final Path WORK = Path.of("target", "it-logs", "prometheus");

    private static ServerProcess node;
    private static Process prometheus;
    private static URI address;
    private static Path keys;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(Programs.isThere("prometheus"), "prometheus is not on the PATH (Debian's package has it)");
        Files.createDirectories(WORK);
        keys = Files.copy(
                Path.of("server-config", "compose", "keys.sh"),
                WORK.resolve("keys.sh"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Programs.run(WORK.resolve("keys.log"), List.of("sh", keys.toString()));
        node = ServerProcess.start(
                "prometheus",
                "parley.war",
                FreePort.find(),
                Map.of(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        WORK.resolve("secrets/public.pem").toUri().toString(),
                        "MP_JWT_VERIFY_ISSUER",
                        "https://compose.parley.example"));
        configure();
        address = URI.create("http://127.0.0.1:" + FreePort.find());
        prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + WORK.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + Files.createTempDirectory(WORK.toAbsolutePath(), "data"),
                        "--web.listen-address=" + address.getAuthority())
                .redirectErrorStream(true)
                .redirectOutput(WORK.resolve("prometheus.log").toFile())
                .start();
    }

    private static void configure() throws IOException {
        Files.copy(RULES.resolve("rules.yml"), WORK.resolve("rules.yml"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                WORK.resolve("secrets/metrics.token"),
                WORK.resolve("parley.token"),
                StandardCopyOption.REPLACE_EXISTING);
        String configuration = Files.readString(RULES.resolve("prometheus.yml"))
                .replace("[\"parley-1:3001\", \"parley-2:3001\"]", "[\"127.0.0.1:" + node.port() + "\"]")
                .replace("15s", "1s");
        assertThat(configuration).contains("127.0.0.1:").contains("1s");
        Files.writeString(WORK.resolve("prometheus.yml"), configuration);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (prometheus != null) {
            prometheus.destroy();
            prometheus.waitFor();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void theRulesAreValidAndEachAlertIsRaisedByWhatItIsFor() throws IOException, InterruptedException {
        String checked = Programs.run(
                WORK.resolve("check.log"),
                List.of("promtool", "check", "rules", RULES.resolve("rules.yml").toString()));
        String tested = Programs.run(
                WORK.resolve("test.log"),
                List.of(
                        "promtool",
                        "test",
                        "rules",
                        RULES.resolve("rules-test.yml").toString()));
        String configuration = Programs.run(
                WORK.resolve("config.log"),
                List.of(
                        "promtool",
                        "check",
                        "config",
                        WORK.resolve("prometheus.yml").toString()));

        assertThat(checked).containsPattern("SUCCESS: \\d+ rules found");
        assertThat(tested).contains("SUCCESS");
        assertThat(configuration).contains("SUCCESS");
    }

    @Test
    void prometheusTakesTheMetersAndSumsThemUp() throws IOException, InterruptedException {
        String token = Programs.run(WORK.resolve("token.log"), List.of("sh", keys.toString(), "token", "ann"))
                .strip();
        try (ProtocolClient ann = ProtocolClient.connect(URI.create(node.url()), token)) {
            ann.join("tea");

            Waiting.until("the node is up", () -> value("up{job=\"parley\"}").equals("1"));
            Waiting.until(
                    "the recording rule",
                    () -> value("instance:parley_connections:sum").equals("1"));
            Waiting.until("the room", () -> value("parley_rooms").equals("1"));
        }
        for (String figure : List.of(
                "jvm_memory_used_bytes{area=\"heap\"}",
                "process_cpu_seconds_total",
                "process_open_fds",
                "process_start_time_seconds")) {
            assertThat(Double.parseDouble(value(figure))).as(figure).isPositive();
        }
        assertThat(value("parley_build_info")).isEqualTo("1");
    }

    @Test
    void aNodeThatIsAllRightRaisesNoAlert() {
        Waiting.until(
                "the rules are evaluated",
                () -> rules().allMatch(rule -> rule.getString("health").equals("ok")));

        assertThat(rules().filter(rule -> rule.getString("type").equals("alerting")))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.getString("state")).isEqualTo("inactive"));
    }

    private static Stream<JsonObject> rules() {
        return data("/api/v1/rules").getJsonArray("groups").stream()
                .map(JsonValue::asJsonObject)
                .flatMap(group -> group.getJsonArray("rules").stream())
                .map(JsonValue::asJsonObject);
    }

    /** The value of the first sample of a query; empty if there is none. */
    private static String value(String query) {
        JsonArray result = data("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .getJsonArray("result");
        return result.isEmpty()
                ? ""
                : result.getJsonObject(0).getJsonArray("value").getString(1);
    }

    private static JsonObject data(String path) {
        Waiting.until("Prometheus answers", () -> isUp());
        HttpResponse<String> answer = Http.get(address, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body()).getJsonObject("data");
    }

    private static boolean isUp() {
        try {
            return Http.get(address, "/-/ready").statusCode() == 200;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }
}
