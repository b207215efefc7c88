package dev.parley.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.TestEngine;
import dev.parley.health.RedisStatus;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the alerts ask for metrics by name; this is where a name that is gone shows. */
class GrafanaDashboardTest {

    private static final Path DASHBOARD = Path.of("server-config", "grafana", "parley.json");
    private static final Pattern METRIC = Pattern.compile("\\bparley_[a-z_]+");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^((?:parley|jvm|process)_[a-z_]+)");
    private static final Pattern LABELS_OF_METRIC = Pattern.compile("(parley_[a-z_]+)\\{([^}]*)}");

    /** The names and labels of all samples that a node with Redis gives. */
    private static String samples() throws IOException {
        Meters meters = new Meters();
        meters.own("/orders", List.of("order:place"), List.of("order:placed"));
        TestEngine engine = TestEngine.observedBy(meters.engine());
        NodeMetrics metrics = new NodeMetrics(
                meters,
                engine.server(),
                Set::of,
                Optional.of(new ClusterMeters(
                        () -> RedisStatus.AWAY, () -> new ClusterStatistics(0, 0, 0, 0, 0, 0, false, 0))),
                engine.time().clock(),
                Clock.systemUTC());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusText.write(metrics.meters(), new ProcessFigures("1.0"), text);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(matcher.groupCount()));
        }
        return names;
    }

    private static JsonObject dashboard() throws IOException {
        try (JsonReader reader = JsonText.JSON.createReader(new ByteArrayInputStream(Files.readAllBytes(DASHBOARD)))) {
            return reader.readObject();
        }
    }

    /** The texts that are queries: of panels, of variables, of annotations. */
    private static Stream<String> queries(JsonValue value) {
        if (value instanceof JsonObject object) {
            Stream<String> own = Stream.of("expr", "query")
                    .map(object::get)
                    .filter(JsonString.class::isInstance)
                    .map(text -> ((JsonString) text).getString());
            return Stream.concat(own, object.values().stream().flatMap(GrafanaDashboardTest::queries));
        }
        return value instanceof JsonStructure array
                ? array.asJsonArray().stream().flatMap(GrafanaDashboardTest::queries)
                : Stream.empty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server-config/grafana/parley.json",
                "server-config/prometheus/rules.yml",
                "server-config/prometheus/rules-test.yml",
                "src/site/markdown/metrics.md"
            })
    void everyMetricThatIsNamedExists(String file) throws IOException {
        Set<String> families = found(Pattern.compile("# TYPE (\\S+)"), samples());
        Set<String> known = found(SAMPLE, samples());
        known.addAll(families);

        Set<String> named = found(Pattern.compile("(" + METRIC.pattern() + ")"), Files.readString(Path.of(file)));

        assertThat(named).isNotEmpty();
        assertThat(known).containsAll(named);
    }

    @Test
    void theDescriptionNamesEveryMeter() throws IOException {
        String description = Files.readString(Path.of("src", "site", "markdown", "metrics.md"));

        assertThat(found(Pattern.compile("# TYPE (\\S+)"), samples()))
                .allSatisfy(name -> assertThat(description).contains("`" + name + "`"));
    }

    @Test
    void everyAlertIsTestedAndDescribed() throws IOException {
        Path rules = Path.of("server-config", "prometheus");
        Set<String> alerts =
                found(Pattern.compile("(?m)^ +- alert: (\\S+)$"), Files.readString(rules.resolve("rules.yml")));
        String tests = Files.readString(rules.resolve("rules-test.yml"));
        String description = Files.readString(Path.of("src", "site", "markdown", "metrics.md"));

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(tests).contains("- name: " + alert + "\n");
            assertThat(description).contains("`" + alert + "`");
        });
        assertThat(found(Pattern.compile("`(Parley[A-Z]\\w+)`"), description)).isEqualTo(alerts);
    }

    @Test
    void everyPanelAsksForSomething() throws IOException {
        assertThat(dashboard().getJsonArray("panels").getValuesAs(JsonObject.class))
                .filteredOn(panel -> !panel.getString("type").equals("row"))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(queries(panel))
                        .isNotEmpty()
                        .allSatisfy(query -> assertThat(query).containsPattern(METRIC)));
    }

    @Test
    void everyLabelThatIsAskedForExists() throws IOException {
        String samples = samples();
        Pattern selector = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)");
        Set<String> ofThePrometheusServer = Set.of("instance", "job");

        assertThat(queries(dashboard())).allSatisfy(query -> {
            Matcher metric = LABELS_OF_METRIC.matcher(query);
            while (metric.find()) {
                Matcher label = selector.matcher(metric.group(2));
                while (label.find()) {
                    assertThat(ofThePrometheusServer.contains(label.group(1))
                                    || Pattern.compile("(?m)^" + metric.group(1) + "\\{[^}]*\\b" + label.group(1) + "=")
                                            .matcher(samples)
                                            .find())
                            .as(label.group(1) + " of " + metric.group(1))
                            .isTrue();
                }
            }
        });
    }
}
