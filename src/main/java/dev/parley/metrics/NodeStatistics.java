package dev.parley.metrics;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The share of one node in the numbers of the contract: sums, counts and names, so that the shares of several nodes can
 * be combined. Nodes send them to each other as JSON.
 *
 * @param opened the connections that were opened since the node started
 * @param active the connections that are open now
 * @param rooms the names of the rooms with a member on the node
 * @param eventsPerSecond the events from clients, on average over the last minute
 * @param events the events from clients during the last minute
 * @param errors the errors that were reported to sockets during the last minute
 * @param measured how many open connections have answered a ping
 * @param roundTripMillis the sum of the last round trips of these connections, in milliseconds
 */
record NodeStatistics(
        long opened,
        long active,
        Set<String> rooms,
        double eventsPerSecond,
        long events,
        long errors,
        long measured,
        double roundTripMillis) {

    /** Rejects negative numbers and numbers that are not finite, and keeps a copy of the names. */
    NodeStatistics {
        for (double number :
                new double[] {opened, active, eventsPerSecond, events, errors, measured, roundTripMillis}) {
            if (number < 0 || !Double.isFinite(number)) {
                throw new IllegalArgumentException("no figure of a node: " + number);
            }
        }
        rooms = Set.copyOf(rooms);
    }

    /** The JSON that {@link #of} reads. */
    JsonObjectBuilder toJson() {
        JsonArrayBuilder names = JSON.createArrayBuilder();
        rooms.forEach(names::add);
        return JSON.createObjectBuilder()
                .add("opened", opened)
                .add("active", active)
                .add("rooms", names)
                .add("eventsPerSecond", eventsPerSecond)
                .add("events", events)
                .add("errors", errors)
                .add("measured", measured)
                .add("roundTripMillis", roundTripMillis);
    }

    /**
     * Reads the numbers that another node has sent.
     *
     * @throws IllegalArgumentException if the JSON does not contain them
     */
    static NodeStatistics of(JsonObject json) {
        return new NodeStatistics(
                (long) number(json, "opened"),
                (long) number(json, "active"),
                names(json),
                number(json, "eventsPerSecond"),
                (long) number(json, "events"),
                (long) number(json, "errors"),
                (long) number(json, "measured"),
                number(json, "roundTripMillis"));
    }

    private static double number(JsonObject json, String name) {
        if (json.get(name) instanceof JsonNumber number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("no number: " + name);
    }

    private static Set<String> names(JsonObject json) {
        if (json.get("rooms") instanceof JsonArray names && names.stream().allMatch(JsonString.class::isInstance)) {
            return names.getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString)
                    .collect(Collectors.toSet());
        }
        throw new IllegalArgumentException("no names of rooms");
    }
}
