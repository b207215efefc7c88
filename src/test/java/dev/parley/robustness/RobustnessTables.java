package dev.parley.robustness;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of {@code robustness.md}, in Markdown: of the list of bad input, and of the differences from Node's server. */
final class RobustnessTables {

    private static final String LIST = "bad-inputs.txt";
    private static final Path DIFFERENCES = Path.of("src", "test", "node", "differential", "differences.json");

    private RobustnessTables() {}

    /** The lines of the list, by their number: the input and the outcome, with a bar between. */
    static Map<Integer, String> lines() {
        Map<Integer, String> lines = new TreeMap<>();
        list().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int bar = line.indexOf('|');
            lines.put(
                    Integer.parseInt(line.substring(0, bar).strip()),
                    line.substring(bar + 1).strip());
        });
        return lines;
    }

    static String ofBadInput(List<CoveringTest> tests) {
        StringBuilder table = new StringBuilder();
        list().lines().forEach(line -> {
            if (line.startsWith("#")) {
                table.append("\n**")
                        .append(line.substring(2))
                        .append("**\n\n| | input | outcome | tests |\n|---|---|---|---|\n");
            } else {
                int number =
                        Integer.parseInt(line.substring(0, line.indexOf('|')).strip());
                table.append("| ")
                        .append(line)
                        .append(" | ")
                        .append(cell(tests, number))
                        .append(" |\n");
            }
        });
        return table.toString();
    }

    /** The tests of a line, by where they run: those without a server first. */
    private static String cell(List<CoveringTest> tests, int line) {
        Map<String, String> places = tests.stream()
                .filter(test -> test.line() == line)
                .collect(Collectors.groupingBy(
                        CoveringTest::place,
                        () -> new TreeMap<>(Comparator.reverseOrder()),
                        Collectors.mapping(
                                test -> "`" + test.name() + "`",
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        names -> names.stream().sorted().collect(Collectors.joining(", "))))));
        return places.entrySet().stream()
                .map(place -> place.getKey() + ": " + place.getValue())
                .collect(Collectors.joining("; "));
    }

    static String ofDifferences() {
        StringBuilder table = new StringBuilder("\n| what | Node 4.8.4 | Parley | why |\n|---|---|---|---|\n");
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(DIFFERENCES))) {
            JsonArray all = reader.readArray();
            all.getValuesAs(JsonObject.class)
                    .forEach(difference -> table.append(List.of("what", "node", "parley", "why").stream()
                            .map(difference::getString)
                            .collect(Collectors.joining(" | ", "| ", " |\n"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table.toString();
    }

    private static String list() {
        try (InputStream list = RobustnessTables.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
