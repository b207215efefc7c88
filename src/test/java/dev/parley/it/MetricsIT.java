package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.server.FreePort;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The meters of a real server, moved by real clients; with a ping interval that a test can wait for. */
class MetricsIT {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final Duration SLOW_ANSWER = Duration.ofMillis(150);

    private static ServerProcess process;
    private static URI server;

    private ProtocolClient ada;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestIssuer.publishKey();
        Map<String, String> environment = new HashMap<>(TestIssuer.environment());
        environment.put("WEBSOCKET_PING_INTERVAL", "300");
        environment.put("WEBSOCKET_RATE_LIMIT_MAX", "100000");
        process = ServerProcess.start("metrics", "parley.war", FreePort.find(), environment);
        server = URI.create(process.url());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void connect() {
        Waiting.until("nobody is left of the test before", () -> number("activeConnections") == 0);
        ada = ProtocolClient.connect(server, TestIssuer.token("ada"));
    }

    @AfterEach
    void disconnect() {
        ada.close();
    }

    private HttpResponse<String> metrics(String token, String accept) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve("/api/metrics")).header("Accept", accept);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return Http.send(request);
    }

    private JsonObject summary() {
        HttpResponse<String> answer = metrics(TestIssuer.token("prometheus", "metrics"), "application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private double number(String field) {
        return summary().getJsonNumber(field).doubleValue();
    }

    private String prometheusText() {
        HttpResponse<String> answer = metrics(TestIssuer.token("prometheus", "metrics"), "text/plain");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain")
                .contains("version=0.0.4");
        return answer.body();
    }

    private Map<String, MetricFamily> families() throws IOException {
        TextPrometheusMetricDataParser parser = new TextPrometheusMetricDataParser(
                new ByteArrayInputStream(prometheusText().getBytes(StandardCharsets.UTF_8)));
        Map<String, MetricFamily> families = new HashMap<>();
        for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
            families.put(family.getName(), family);
        }
        return families;
    }

    private static <M extends Metric> double sum(MetricFamily family, Class<M> type, ToDoubleFunction<M> value) {
        return family.getMetrics().stream().map(type::cast).mapToDouble(value).sum();
    }

    @Test
    void theSummaryHasExactlyTheFieldsOfTheContract() {
        HttpResponse<String> answer = metrics(TestIssuer.token("prometheus", "metrics"), "application/json");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(Json.object(answer.body()).keySet())
                .containsExactlyInAnyOrder(
                        "totalConnections",
                        "activeConnections",
                        "totalRooms",
                        "messagesPerSecond",
                        "averageLatency",
                        "errorRate",
                        "timestamp");
        assertThat(Instant.parse(summary().getString("timestamp")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void theLastMinutesHaveThePresentAsTheirEnd() {
        HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(server.resolve("/api/metrics/history"))
                .header("Authorization", "Bearer " + TestIssuer.token("prometheus", "metrics")));
        List<JsonObject> points =
                Json.object(answer.body()).getJsonArray("points").getValuesAs(JsonObject.class);

        assertThat(points).hasSizeBetween(1, 61);
        assertThat(points.get(points.size() - 1).keySet())
                .containsExactly(
                        "timestamp",
                        "activeConnections",
                        "totalRooms",
                        "messagesPerSecond",
                        "averageLatency",
                        "errorRate");
        assertThat(points)
                .extracting(point -> Instant.parse(point.getString("timestamp")))
                .isSorted();
    }

    @Test
    void thePrometheusServerGetsItsTextAndWhoTakesAnythingGetsJson() {
        String token = TestIssuer.token("prometheus", "metrics");
        String scraper = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

        assertThat(metrics(token, scraper).body()).startsWith("# HELP ").contains("\n# HELP parley_rooms ");
        assertThat(metrics(token, "*/*").body()).startsWith("{");
    }

    @Test
    void onlyTheRoleMetricsMayRead() {
        assertThat(metrics(null, "application/json").statusCode()).isEqualTo(401);
        assertThat(metrics(null, "text/plain").statusCode()).isEqualTo(401);
        assertThat(metrics(TestIssuer.token("ada", "member"), "application/json")
                        .statusCode())
                .isEqualTo(403);
        assertThat(metrics(TestIssuer.token("ada", "member"), "text/plain").statusCode())
                .isEqualTo(403);
    }

    @Test
    void connectionsAndRoomsFollowTheClients() {
        double before = number("totalConnections");
        assertThat(number("activeConnections")).isEqualTo(1);
        assertThat(number("totalRooms")).isZero();

        try (ProtocolClient bob = ProtocolClient.connect(server, TestIssuer.token("bob"))) {
            bob.join("tea");
            ada.join("tea");
            ada.join("coffee");

            assertThat(number("totalConnections")).isEqualTo(before + 1);
            assertThat(number("activeConnections")).isEqualTo(2);
            assertThat(number("totalRooms")).isEqualTo(2);
        }
        Waiting.until("bob is gone", () -> number("activeConnections") == 1);
        assertThat(number("totalConnections")).isEqualTo(before + 1);
    }

    @Test
    void messagesPerSecondMovesWithTraffic() {
        double before = number("messagesPerSecond");

        say(600);

        // At most a minute has gone by since.
        double after = number("messagesPerSecond");
        assertThat(after).isGreaterThan(before).isGreaterThanOrEqualTo(10);
        Waiting.until("it falls when all is quiet", () -> number("messagesPerSecond") < after);
    }

    @Test
    void errorRateMovesWithErrors() {
        for (int i = 0; i < 20; i++) {
            ada.ask("no-such-event");
        }
        double after = number("errorRate");
        assertThat(after).isPositive();

        say(400);

        assertThat(number("errorRate")).isPositive().isLessThan(after);
    }

    private void say(int times) {
        for (int i = 0; i < times; i++) {
            ada.emit("typing-stop");
        }
        ada.call("ping");
    }

    @Test
    void averageLatencyIsTheTimeThatClientsTakeToAnswerAPing() throws InterruptedException {
        ada.close();
        Waiting.until("nobody is there", () -> number("activeConnections") == 0);
        assertThat(number("averageLatency")).isZero();

        String session = open();
        answerAPingSlowly(session);

        double slow = number("averageLatency");
        assertThat(slow).isBetween((double) SLOW_ANSWER.toMillis(), 30_000.0);
        try (ProtocolClient prompt = ProtocolClient.connect(server, TestIssuer.token("bob"))) {
            Waiting.until("a prompt client makes the mean better", () -> number("averageLatency") < slow);
            prompt.call("ping");
        }
        post(session, "1");
    }

    /** Opens a session on polling, which does nothing by itself: its path and query. */
    private static String open() {
        String open = Http.get(server, POLLING).body();
        return POLLING + "&sid=" + Json.object(open.substring(1)).getString("sid");
    }

    private static void answerAPingSlowly(String session) throws InterruptedException {
        assertThat(Http.get(server, session).body()).isEqualTo("2");
        TimeUnit.MILLISECONDS.sleep(SLOW_ANSWER.toMillis());
        post(session, "3");
    }

    private static void post(String session, String packet) {
        assertThat(Http.send(HttpRequest.newBuilder(server.resolve(session)).POST(BodyPublishers.ofString(packet)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aParserReadsTheSameNumbersInThePrometheusText() throws IOException {
        ada.join("tea");
        ada.emit("message", Json.of("{'room':'tea','content':'hello','type':'text'}"));
        ada.await("message");
        Http.get(server, "/socket.io/?EIO=3&transport=polling");

        Map<String, MetricFamily> families = families();

        assertThat(sum(families.get("parley_connections"), Gauge.class, Gauge::getValue))
                .isEqualTo(number("activeConnections"));
        assertThat(sum(families.get("parley_connections_opened_total"), Counter.class, Counter::getValue))
                .isEqualTo(number("totalConnections"));
        assertThat(sum(families.get("parley_rooms"), Gauge.class, Gauge::getValue))
                .isEqualTo(number("totalRooms"));
        assertThat(ofEvent(families.get("parley_events_received_total"), "message"))
                .isPositive();
        assertThat(ofEvent(families.get("parley_events_sent_total"), "message")).isPositive();
        assertThat(sum(families.get("parley_requests_refused_total"), Counter.class, Counter::getValue))
                .isPositive();
        assertThat(sum(families.get("parley_event_handling_seconds"), Histogram.class, Histogram::getSampleCount))
                .isEqualTo(sum(families.get("parley_events_received_total"), Counter.class, Counter::getValue));
    }

    @Test
    void bytesGrowWithWhatIsSaidAndHeard() throws IOException {
        ada.join("tea");
        Map<String, MetricFamily> before = families();

        ada.emit("message", Json.of("{'room':'tea','content':'%s','type':'text'}", "x".repeat(5000)));
        ada.await("message");

        Map<String, MetricFamily> after = families();
        for (String name : List.of("parley_received_bytes_total", "parley_sent_bytes_total")) {
            double grown = sum(after.get(name), Counter.class, Counter::getValue)
                    - sum(before.get(name), Counter.class, Counter::getValue);
            // The rest is the other fields, and pings.
            assertThat(grown).as(name).isBetween(5000.0, 6000.0);
        }
    }

    /** Some servers refuse such a token before they ask the application. */
    @Test
    void refusedHandshakesAreCountedByTheirReason() throws IOException {
        Http.get(server, "/socket.io/?EIO=3&transport=polling");
        Http.get(server, POLLING + "&sid=nowhere");
        Http.send(HttpRequest.newBuilder(server.resolve(POLLING)).header("Origin", "https://other.example"));
        Http.send(HttpRequest.newBuilder(server.resolve(POLLING)).header("Authorization", "Bearer nonsense"));

        MetricFamily refusals = families().get("parley_requests_refused_total");

        for (String reason : List.of("protocol", "unknown_session", "origin", "token")) {
            assertThat(with("reason", reason, refusals)).as(reason).isPositive();
        }
        assertThat(with("reason", "capacity", refusals)).isZero();
    }

    private static double ofEvent(MetricFamily family, String event) {
        return with("event", event, family);
    }

    private static double with(String label, String value, MetricFamily family) {
        return family.getMetrics().stream()
                .filter(metric -> metric.getLabels().get(label).equals(value))
                .mapToDouble(metric -> ((Counter) metric).getValue())
                .sum();
    }

    @Test
    void promtoolFindsNothingToMend() throws IOException, InterruptedException {
        assumeTrue(Programs.isThere("promtool"), "promtool is not on the PATH (Debian's package prometheus has it)");

        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        promtool.getOutputStream().write(prometheusText().getBytes(StandardCharsets.UTF_8));
        promtool.getOutputStream().close();

        assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(promtool.waitFor()).isZero();
    }

    @Test
    void microProfileMetricsShowsThemToo() {
        ada.join("tea");
        HttpResponse<String> answer =
                Http.send(HttpRequest.newBuilder(server.resolve("/metrics")).header("Accept", "text/plain"));
        assumeTrue(answer.statusCode() == 200, "this server has no MicroProfile Metrics");

        assertThat(samples(answer.body(), "parley_rooms")).containsExactly(1.0);
        assertThat(samples(answer.body(), "parley_connections").stream().mapToDouble(Double::doubleValue))
                .contains(1.0);
        assertThat(samples(answer.body(), "parley_event_handling_seconds_count"))
                .anyMatch(count -> count > 0);
        assertThat(samples(answer.body(), "parley_connections_opened_total"))
                .as("of "
                        + answer.body()
                                .lines()
                                .filter(line -> line.startsWith("parley_"))
                                .toList())
                .anyMatch(count -> count > 0);
    }

    /** A series for each word of theirs would fill the heap. */
    @Test
    void whatStrangersSayOfTheirRequestsMakesNoSeries() {
        for (String path : List.of("/ready", "/nothing", POLLING)) {
            Http.send(HttpRequest.newBuilder(server.resolve(path)).method("STRANGE", BodyPublishers.noBody()));
        }

        HttpResponse<String> containers =
                Http.send(HttpRequest.newBuilder(server.resolve("/metrics")).header("Accept", "text/plain"));
        assertThat(prometheusText()).doesNotContain("STRANGE");
        assumeTrue(containers.statusCode() == 200, "this server has no MicroProfile Metrics");
        assertThat(containers.body()).doesNotContain("STRANGE");
    }

    private static List<Double> samples(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    @Test
    void everybodyMayAskWhatThisIs() {
        HttpResponse<String> answer = Http.get(server, "/api/info");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject info = Json.object(answer.body());
        assertThat(info.keySet()).containsExactlyInAnyOrder("name", "version", "protocols", "path", "development");
        assertThat(info.getString("name")).isEqualTo("Parley");
        assertThat(info.getString("version")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.getJsonObject("protocols")).hasToString("{\"engine.io\":4,\"socket.io\":5}");
        assertThat(info.getString("path")).isEqualTo("/socket.io");
    }
}
