package dev.parley.bench;

import dev.parley.bench.load.Measurement;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a former part of a run has written as its {@link Report}.
 *
 * @param environment where and when
 * @param versions of the peers, by name
 * @param results of all rounds so far
 */
record FormerResults(Map<String, String> environment, Map<String, String> versions, List<Result> results) {

    private static final List<String> LABELS = List.of("workload", "peer", "round");

    static FormerResults read(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            JsonObject json = reader.readObject();
            return new FormerResults(
                    texts(json.getJsonObject("environment")),
                    texts(json.getJsonObject("versions")),
                    json.getJsonArray("rounds").getValuesAs(FormerResults::result));
        }
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new TreeMap<>();
        json.forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
        return texts;
    }

    private static Result result(JsonObject json) {
        JsonObject figures = Json.createObjectBuilder(json).build();
        for (String label : LABELS) {
            figures = Json.createObjectBuilder(figures).remove(label).build();
        }
        return new Result(
                json.getString("peer"),
                Workload.of(json.getString("workload")),
                json.getInt("round"),
                Measurement.of(figures));
    }
}
