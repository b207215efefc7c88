package dev.parley.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything about a run, as JSON.
 *
 * @param environment where and when
 * @param versions of the peers, by name
 * @param results of all rounds
 * @param failures what could not be measured, and why
 */
record Report(
        Map<String, String> environment, Map<String, String> versions, List<Result> results, List<String> failures) {

    /** Writes it to a file. */
    void write(Path file) throws IOException {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("environment", Json.createObjectBuilder(Map.copyOf(environment)))
                .add("versions", Json.createObjectBuilder(Map.copyOf(versions)))
                .add("medians", medians())
                .add("rounds", rounds())
                .add("failures", Json.createArrayBuilder(failures));
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(Files.newBufferedWriter(file))) {
            writer.write(json.build());
        }
    }

    private JsonArrayBuilder medians() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Summary summary : Summary.of(results)) {
            array.add(Json.createObjectBuilder(summary.median().json())
                    .add("workload", summary.workload().id())
                    .add("peer", summary.peer())
                    .add("rounds", summary.rounds()));
        }
        return array;
    }

    private JsonArrayBuilder rounds() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Result result : results) {
            array.add(Json.createObjectBuilder(result.measurement().json())
                    .add("workload", result.workload().id())
                    .add("peer", result.peer())
                    .add("round", result.round()));
        }
        return array;
    }
}
