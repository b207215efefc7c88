package dev.parley.bench.load;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of one phase of a load.
 *
 * @param phase what was done
 * @param figures by name, with the unit in the name; a figure that does not exist is left out
 */
public record Measurement(String phase, Map<String, Double> figures) {

    /** Operations (deliveries, round trips, connections) per second. */
    public static final String RATE = "ops_per_s";
    /** CPU time of the server, of all its nodes together, for each of them. */
    public static final String SERVER_CPU = "server_us_per_op";
    /** CPU time of the Redis by which the nodes meet, for each of them. */
    public static final String REDIS_CPU = "redis_us_per_op";
    /** CPU time of the generator for each of them. */
    public static final String GENERATOR_CPU = "generator_us_per_op";
    /** Median latency. */
    public static final String P50 = "p50_ms";
    /** 99th percentile of the latency. */
    public static final String P99 = "p99_ms";
    /** Highest latency. */
    public static final String MAX = "max_ms";
    /** Operations in the measured time. */
    public static final String OPERATIONS = "ops";
    /** Deliveries that had not come when the generator gave up waiting. */
    public static final String UNDELIVERED = "undelivered";
    /** Clients that the server disconnected, or lost. */
    public static final String LOST = "clients_lost";
    /** How many clients there were. */
    public static final String CLIENTS = "clients";
    /** Live memory of the server for each of them, after a garbage collection. */
    public static final String LIVE = "live_bytes_per_connection";
    /** Resident memory of the server for each of them. */
    public static final String RESIDENT = "resident_bytes_per_connection";
    /** Messages that came before an earlier one of the same sender to the same room. */
    public static final String DISORDERED = "out_of_order";

    /** Keeps the order of the figures. */
    public Measurement {
        figures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** The figure of a name; not a number when there is none. */
    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** The same with one more figure; without it when it is not a number. */
    public Measurement with(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(figures);
        if (Double.isFinite(value)) {
            more.put(name, value);
        }
        return new Measurement(phase, more);
    }

    /** As JSON: the phase, and each figure under its name. */
    public JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder().add("phase", phase);
        figures.forEach(json::add);
        return json.build();
    }

    /** The opposite of {@link #json()}. */
    public static Measurement of(JsonObject json) {
        Map<String, Double> figures = new LinkedHashMap<>();
        json.forEach((name, value) -> {
            if (!name.equals("phase")) {
                figures.put(name, json.getJsonNumber(name).doubleValue());
            }
        });
        return new Measurement(json.getString("phase"), figures);
    }
}
